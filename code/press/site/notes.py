"""What the build notes of each page while it reads it, kept from build to build."""

from sphinx.environment.collectors import EnvironmentCollector


class PageNotes(EnvironmentCollector):
    """A note of each page, {page: note}; a subclass says what `note_of` a page is.

    ``name`` is where Sphinx's environment keeps the notes.
    """

    name = ""

    @classmethod
    def of(cls, env):
        """Return the notes of all pages that have been read."""
        if not hasattr(env, cls.name):
            setattr(env, cls.name, {})
        return getattr(env, cls.name)

    def note_of(self, doctree):
        """Return what is to be known of a page."""
        raise NotImplementedError

    def process_doc(self, app, doctree):
        """Note a page that has been read."""
        self.of(app.env)[app.env.docname] = self.note_of(doctree)

    def clear_doc(self, app, env, docname):
        """Forget a page that is read again or gone."""
        self.of(env).pop(docname, None)

    def merge_other(self, app, env, docnames, other):
        """Take over what a parallel reader noted."""
        theirs = self.of(other)
        self.of(env).update({page: theirs[page] for page in docnames if page in theirs})


def depends_on(env, paths):
    """Have the page that is being read read again when one of these files changes."""
    for path in paths:
        env.note_dependency(str(path))
