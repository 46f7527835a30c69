"""The log of the video site, event by event, as the requests that would have come."""

import json


def body(history, **more):
    """A request's bytes."""
    return json.dumps({"history": history, **more}).encode()


def page_requests(site, name):
    """(first row of the page, its request), for each page of the log, in order of time.

    In plain Python, one event after the other: a request says what its user has watched
    so far, and was shown in the last week. `name(video)` is what a video is called.
    """
    watches, shown = site.watches, site.impressions
    videos = [table.video.tolist() for table in (shown, watches)]
    users = [table.user.tolist() for table in (shown, watches)]
    moments = [(t, 1, i) for i, t in enumerate(watches.time.tolist())]
    moments += [(t, 0, i) for i, t in enumerate(shown.time.tolist())]
    language, device = site.users.language.tolist(), shown.device.tolist()
    last, pages, asked = {}, set(), []
    for time, is_watch, row in sorted(moments):
        user = users[is_watch][row]
        watched, seen = last.setdefault(user, ([], []))
        if not is_watch and (page := int(shown.page[row])) not in pages:
            pages.add(page)
            request = body(
                watched,
                time=time,
                device=device[row],
                language=language[user],
                shown=[e for e in seen if time - 7 <= e["time"] < time],
            )
            asked.append((row, request))
        event = {"item": name(videos[is_watch][row]), "time": time}
        (seen, watched)[is_watch].append(event)
    return asked
