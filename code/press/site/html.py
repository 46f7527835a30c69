"""Small pieces of HTML that several parts of the extension write."""

import json


def script_json(data, kind="application/json"):
    """Return ``data`` as a JSON script element that no text in it can close."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f'<script type="{kind}">{text}</script>'


def script_words(words):
    """Return the script that gives the others their words (js/src/lib/i18n.js)."""
    text = json.dumps(words, ensure_ascii=False).replace("</", "<\\/")
    return f"<script>globalThis.nnbookWords={text}</script>" if words else ""
