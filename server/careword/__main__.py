"""`python -m careword`."""

from careword.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
