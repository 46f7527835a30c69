"""What Colab's module of this name does for widgets: others' are off until enabled."""

enabled = False


class _widgets:
    _installed_url = None


def enable_custom_widget_manager():
    """Let a front end load widgets that are not Colab's own."""
    global enabled
    enabled = True
    _widgets._installed_url = "https://colab.example/manager.min.js"
