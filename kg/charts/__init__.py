"""Pictures of results by matplotlib (the extra `kg[charts]`): static, offline, the same bytes each time."""
