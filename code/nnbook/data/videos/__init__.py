"""A simulated video site with a known truth."""

from nnbook.data.videos.pages import if_shown
from nnbook.data.videos.rules import Rules
from nnbook.data.videos.simulation import simulate
from nnbook.data.videos.site import (
    Impressions,
    Searches,
    Users,
    Videos,
    VideoSite,
    Watches,
)

__all__ = [
    "Impressions",
    "Rules",
    "Searches",
    "Users",
    "VideoSite",
    "Videos",
    "Watches",
    "if_shown",
    "simulate",
]
