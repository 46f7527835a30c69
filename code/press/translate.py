"""Keep the book's translations in step: ``python -m press.translate COMMAND``.

    update          bring locale/LANGUAGE/*.po up to date with the English sources
    check           find links, formulas, names that a translation has damaged
    todo FILE       print what FILE.po has to translate, as JSON; --from, --to, --all
    state           print how far each language is, file by file
    gate            fail where too much is missing, changed or damaged
    build           write an edition's sources to _build/LANGUAGE, a book folder
    join            bring its built pages to _build/html/LANGUAGE
    branch          put together what its branch of the repository has
    put FILE JSON   write {"id": translation} into FILE.po, refusing what is damaged

``--language zh_CN`` names one language, else it is all that there are.
"""

import argparse
import json
import sys
from pathlib import Path

from press.translation import batch, catalogue
from press.translation.branch import branch
from press.translation.build import build
from press.translation.check import check
from press.translation.join import join
from press.translation.state import gate, table
from press.translation.update import update

MAKES = {"build": build, "join": join, "branch": branch}


def main():
    """Do what the command line says; exit with what is wrong."""
    options = arguments()
    languages = [options.language] if options.language else catalogue.languages()
    if options.command == "update":
        for language in languages:
            open_ = update(language)
            print(f"{language}: {sum(open_.values())} texts to translate")
    elif options.command in MAKES:
        for language in languages:
            MAKES[options.command](language)
    elif options.command == "state":
        print("\n".join(line for language in languages for line in table(language)))
    elif options.command in ("check", "gate"):
        look = {"check": check, "gate": gate}[options.command]
        wrong = [line for language in languages for line in look(language)]
        sys.exit("\n".join(wrong) or 0)
    else:
        name = Path(options.file).name.removesuffix(".po")
        path = catalogue.folder(languages[0]) / f"{name}.po"
        try:
            hand(options, path)
        except (ValueError, OSError) as error:
            sys.exit(str(error))


def hand(options, path):
    """Hand out a batch, or take one in."""
    if options.command == "todo":
        rows = batch.todo(path, options.start, options.end, options.all)
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    source = (
        sys.stdin if options.json == "-" else Path(options.json).open(encoding="utf-8")
    )
    translations = json.load(source)
    refused = batch.put(path, translations)
    print(f"{len(translations) - len(refused)} written, {len(refused)} refused")
    if refused:
        sys.exit("\n".join(refused))


def arguments():
    """Return what the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--language")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in ("update", "check", "state", "gate", *MAKES):
        commands.add_parser(name)
    hands_out, takes = commands.add_parser("todo"), commands.add_parser("put")
    for command in (hands_out, takes):
        command.add_argument("file", help="01_neurons, or the path of a .po file")
    hands_out.add_argument("--from", type=int, default=0, dest="start", metavar="N")
    hands_out.add_argument("--to", type=int, dest="end", metavar="M")
    hands_out.add_argument("--all", action="store_true", help="also what is translated")
    takes.add_argument("json", help="a file, or - for what comes in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
