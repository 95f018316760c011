"""The command line: a file per topic; options, one call into the library, one view, print."""
