"""The parts of scripts/prove."""
