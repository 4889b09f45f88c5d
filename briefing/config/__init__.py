"""Configuration: feeds.yaml and settings.yaml as frozen, checked values, and the places where files are."""
