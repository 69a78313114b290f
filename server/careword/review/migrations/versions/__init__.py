"""The steps that a store takes from one version of careword to the next."""
