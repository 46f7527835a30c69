"""What the simulated videos are about, and the words by which people look for it."""

TOPICS = {
    "cooking": "recipe pasta bread knife soup dessert",
    "football": "goal match league penalty transfer highlights",
    "guitar": "chords solo acoustic riff tuning lesson",
    "chess": "opening endgame gambit blitz puzzle champion",
    "gardening": "tomato soil pruning seeds roses compost",
    "astronomy": "planet telescope galaxy eclipse comet orbit",
    "cats": "kitten funny purring adoption jumping sleepy",
    "travel": "train island backpack hostel market mountain",
    "repair": "engine brake leak wiring drill rust",
    "mathematics": "proof integral geometry primes matrix theorem",
    "fashion": "dress vintage sewing colours outfit jacket",
    "games": "speedrun level boss trailer walkthrough mods",
}
LANGUAGES = ("English", "Chinese", "Spanish")
COUNTRIES = ("US", "UK", "China", "Singapore", "Spain", "Mexico")
DEVICES = ("phone", "computer", "television")
GENDERS = ("female", "male")
WORDS_PER_TOPIC = 6


def topic_names(n_topics):
    """The names of n topics; from the thirteenth on they repeat with a number."""
    names = list(TOPICS)
    return [
        names[k % len(names)] + (f" {k // len(names) + 1}" if k >= len(names) else "")
        for k in range(n_topics)
    ]


def search_words(n_topics):
    """Six words a topic, as one list: word w of topic k has the index 6 k + w."""
    names = topic_names(n_topics)
    return [
        word + "".join(name.split()[1:])
        for name in names
        for word in TOPICS[name.split()[0]].split()
    ]


def search_vocabulary(n_topics):
    """All tokens of searches: the words, then the pairs of words of one topic."""
    words = search_words(n_topics)
    return words + [
        f"{words[first]} {words[second]}"
        for first in range(len(words))
        for second in range(
            first - first % WORDS_PER_TOPIC,
            first - first % WORDS_PER_TOPIC + WORDS_PER_TOPIC,
        )
    ]
