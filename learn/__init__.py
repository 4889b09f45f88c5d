"""Training of the learned part of the analysis: `python -m learn.train DATA`. It needs the extra `learn`."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # as in `briefing.analysis.learned.encoder`
