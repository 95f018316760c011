"""What would change if: suppositions made on a copy of the data, and the difference that they make."""
