"""Links in the prose that set a widget's state: ``[text](#neuron?threshold=15)``."""

from docutils import nodes
from sphinx.transforms import SphinxTransform


class WidgetLinks(SphinxTransform):
    """Keep MyST from looking up a widget's address as the name of a heading."""

    default_priority = 870  # before MyST's ResolveAnchorIds (879)

    def apply(self, **kwargs):
        """Turn each such link into a plain one."""
        for reference in self.document.findall(nodes.reference):
            if reference.get("id_link") and "?" in reference.get("refuri", ""):
                del reference["id_link"]
                reference["classes"].append("nn-state-link")


def setup(app):
    """Register the transform."""
    app.add_transform(WidgetLinks)
