"""How long videos last, told from the times of their rows.

A length may stand above a title whose day is below it, right above a stamp, or behind a day. A
count may touch it.
What a row is, this module must not know.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pagefeed.converters import labels, manners
from pagefeed.converters.layout import Shape, Token, silenced
from pagefeed.converters.measures import words

_FEWEST = 3  # rows with lengths, before any of them is believed
_LABELLED = (Shape.LEAD, Shape.TAIL)
_BESIDE = 3  # words beside a stamp that are its label
_NEAR = 12  # lines from one length to the next
_RARE = 4  # times as many rows have none
_COUNTED = re.compile(r"\d{1,2}:\d{2}\d+")
_SIGNS = ("|", "·", "•")  # between a day and a length
_PLAYS = re.compile(
    r"now playing|playing now|play(?: video| now)?|watch(?: now| video)?|video (?:abspielen|ansehen)|abspielen"
    r"|lecture en cours|lire la vidéo|voir la vidéo|reproduc(?:ir|iendo)(?: ahora| vídeo| video)?|ver vídeo|ver video"
    r"|reproduzir|assistir|guarda(?: il video)?|odtwórz|oglądaj|смотреть(?: видео)?|дивитися|izle|oynat|再生(?:中)?|正在播放|播放",
    re.IGNORECASE,
)
_NO_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?")  # of a line whose numbers no clock shows


def without(tokens: list[Token]) -> list[Token]:
    """Tokens of a page whose stamps are no lengths; those that were but lengths open their rows."""
    if not any(token.stamp is not None and token.stamp.hour is not None for token in tokens):
        return tokens
    bare = _without_over_rows(_without_few(_without_counted(_without_played(tokens))))
    bare = _without_touching(_without_bracketed(bare))
    return _without_above(_without_behind(bare))


def _without_played(tokens: list[Token]) -> list[Token]:
    """Tokens in which times alone right above what a player says are lengths: "02:12", "Now playing"."""
    told = {
        index
        for index, (token, below) in enumerate(pairwise(tokens))
        if _is_time(token) and below.stamp is None and _PLAYS.fullmatch(below.text) is not None
    }
    if len(told) < _FEWEST:
        return tokens
    return silenced(tokens, told)


def _without_bracketed(tokens: list[Token]) -> list[Token]:
    """Tokens in which times in brackets behind titles are lengths: the days stand right below them.

    "A whale swims by [1:12]" above "5/23".
    """
    told = {
        index
        for index, (token, below) in enumerate(pairwise(tokens))
        if token.shape is Shape.TAIL
        and token.text.endswith("]")
        and manners.time_only(token)
        and manners.day_only(below)
    }
    return _as_titles(tokens, told) if len(told) >= _FEWEST else tokens


def _without_over_rows(tokens: list[Token]) -> list[Token]:
    """Tokens in which times alone are lengths, each right above a title with its own time or age.

    "1:32" above "A whale swims by 3 hours ago".
    """
    told = {
        index
        for index, (token, below) in enumerate(pairwise(tokens))
        if _is_time(token)
        and below.shape in {Shape.LEAD, Shape.TAIL}
        and below.stamp is not None
        and (below.stamp.ago is not None or (below.stamp.has_time and not below.stamp.time_alone))
        and words(f"{below.before} {below.after}") > _BESIDE
    }
    if len(told) < _FEWEST:
        return tokens
    return silenced(tokens, told)


def _without_touching(tokens: list[Token]) -> list[Token]:
    """Tokens in which times that touch titles are lengths, where the days stand below them, to the last.

    "20:40A whale swims by" above "8 February 2022". Under a day heading times follow it.
    """
    told: set[int] = set()
    place = 0
    while place + 1 < len(tokens):
        if tokens[place].shape is not Shape.LEAD:
            place += 1
            continue
        end = place
        while end + 1 < len(tokens) and _touches(tokens[end]) and manners.day_only(tokens[end + 1]):
            end += 2
        headed = place > 0 and manners.day_only(tokens[place - 1])
        if (
            end - place >= 2 * _FEWEST
            and not headed
            and not (end < len(tokens) and _touches(tokens[end]))
        ):
            told.update(range(place, end, 2))
        place = max(end, place + 1)
    return _as_titles(tokens, told) if told else tokens


def _as_titles(tokens: list[Token], told: set[int]) -> list[Token]:
    """The tokens, those whose times are lengths as what stands beside these."""
    bare = {
        index: Token(token.number, token.before or token.after, Shape.TEXT, token.bullet, token.gap)
        for index, token in enumerate(tokens)
        if index in told
    }
    return [bare.get(index, token) for index, token in enumerate(tokens)]


def _touches(token: Token) -> bool:
    """Whether a line begins with a time that touches its title."""
    stamp = token.stamp
    return token.shape is Shape.LEAD and stamp is not None and stamp.glued and stamp.time_alone


def _without_counted(tokens: list[Token]) -> list[Token]:
    """Tokens in which times that a count touches are lengths, where those of most rows stand bare.

    "1:20314", a film of 1:20 with 314 comments, among "11:47" and "11:20".
    """
    alone = [token for token in tokens if _is_time(token)]
    counted = {token.number for token in alone if _COUNTED.fullmatch(token.text)}
    if not counted or len(counted) * _RARE > len(alone):
        return tokens
    return [token.silenced() if token.number in counted else token for token in tokens]


def _without_few(tokens: list[Token]) -> list[Token]:
    """Tokens in which times above titles with whole stamps below are lengths: but few rows have one."""
    whole = [index for index, token in enumerate(tokens) if _is_whole(token)]
    titled = {
        index - 2
        for before, index in pairwise([0, *whole])
        if index > 1
        and tokens[index - 1].shape is Shape.TEXT
        and _is_time(tokens[index - 2])
        and not any(map(_is_time, tokens[before : index - 2]))  # a list of times
    }
    if not titled or len(titled) * _RARE > len(whole):
        return tokens
    return silenced(tokens, titled)


def _is_time(token: Token) -> bool:
    return token.shape is Shape.STAMP and manners.time_only(token)


def _is_whole(token: Token) -> bool:
    """Whether a line is a day with its time, or an age, which tells both."""
    stamp = token.stamp
    if stamp is None or not (
        token.shape is Shape.STAMP or (token.shape is Shape.MID and labels.labels(token.before))
    ):
        return False
    return stamp.ago is not None or (stamp.has_date and stamp.has_time)


def _without_above(tokens: list[Token]) -> list[Token]:
    """Tokens in which times above titles whose days stand below them are lengths of videos.

    Such a list begins with a time and ends with a day; one under day headings the other way.
    """
    kinds = [
        (index, dated)
        for index, token in enumerate(tokens)
        if (first := _dates(token)) is not None and not _is_title_between(tokens, index)
        for dated in ((first, False) if first and _ends_in_length(token) else (first,))
    ]
    told = {index for index, pair in enumerate(pairwise(tokens)) if _is_above_stamp(*pair)}
    lengths: set[int] = set()
    place = 0
    while place < len(kinds):
        end = place
        # Where the first stands right below a day, each time is that of the day above it.
        timed = place and kinds[place - 1][1] and kinds[place][0] - kinds[place - 1][0] == 1
        while (
            not timed
            and end + 1 < len(kinds)
            and not kinds[end][1]
            and tokens[kinds[end][0]].shape not in _LABELLED
            and kinds[end + 1][1]
            and kinds[end + 1][0] - kinds[end][0] in {2, 3}
        ):
            end += 2
            if end < len(kinds) and kinds[end][0] - kinds[end - 1][0] > 1:
                break
        if (end - place) >= 2 * _FEWEST:
            days = {index for index, dated in kinds[place:end] if dated}
            lengths.update(index for index, dated in kinds[place:end] if index not in days)
        place = max(end, place + 1)
    shapes = dict.fromkeys(told, Shape.NOISE)
    shapes |= dict.fromkeys(lengths, Shape.MARKER)  # opens its row, as a list item's sign does
    return [
        token._replace(shape=shapes[index], stamp=None, written=()) if index in shapes else token
        for index, token in enumerate(tokens)
    ]


def _dates(token: Token) -> bool | None:
    """Whether a line that holds little but a stamp states a day; False of a length's, None of others."""
    if token.stamp is None:
        return False if token.shape is Shape.NOISE and _NO_CLOCK.fullmatch(token.text) else None
    stamp = token.stamp
    dated = stamp.has_date or stamp.relative
    labelled = token.shape in _LABELLED and words(f"{token.before} {token.after}") <= _BESIDE
    bare = token.shape is Shape.STAMP or labelled
    return dated if bare and (dated or stamp.has_time) else None


def _ends_in_length(token: Token) -> bool:
    """Whether a second time ends a stamp: "today, 12:40 0:58", the length of the row below."""
    if token.shape is not Shape.STAMP or len(token.written) != 2:
        return False
    first, last = token.written
    return first.has_time and last.time_alone and last.end == len(token.text)


def _is_title_between(tokens: list[Token], index: int) -> bool:
    """Whether a line that ends in a time is the title between a length and a day: "News at 19.30"."""
    if tokens[index].shape is not Shape.TAIL or not manners.time_only(tokens[index]):
        return False
    if not 0 < index < len(tokens) - 1 or not _is_time(tokens[index - 1]):
        return False
    return tokens[index + 1].shape is Shape.STAMP and bool(_dates(tokens[index + 1]))


def _is_above_stamp(token: Token, below: Token) -> bool:
    """Whether a time alone right above a whole stamp is how long a video lasts."""
    if token.shape is not Shape.STAMP or below.shape is not Shape.STAMP:
        return False
    if token.stamp is None or below.stamp is None or token.text != token.stamp.text:
        return False
    whole = below.stamp.has_date or below.stamp.days_ago is not None or below.stamp.start > 0
    return token.stamp.time_alone and whole and below.stamp.has_time


def _without_behind(tokens: list[Token]) -> list[Token]:
    """Tokens in which times behind days are lengths of videos, as no clock shows some nearby.

    "13/11/2019 · 12:08" where "14/11/2019 · 27:42" stands too.
    """
    parted = {index: sign for index, token in enumerate(tokens) if (sign := _parting(token))}
    told = [
        (index, sign)
        for index, sign in parted.items()
        if (stamp := tokens[index].stamp) is not None and not stamp.possible_time
    ]
    lasts = {
        index
        for index, sign in parted.items()
        if sum(sign == other and abs(index - place) <= _NEAR for place, other in told)
        > (sign not in _SIGNS)  # a blank parts times too: two can be none
    }
    return [_dated(token) if index in lasts else token for index, token in enumerate(tokens)]


def _parting(token: Token) -> str:
    """What stands between the day and the time of a stamp: a sign, a blank, or nothing of these."""
    stamp = token.stamp
    if stamp is None or not (stamp.has_date and stamp.has_time) or stamp.clock[1] != stamp.end:
        return ""
    before = token.text[: stamp.clock[0]]
    sign = before.rstrip()[-1:]
    return sign if sign in _SIGNS else before[-1:].strip() or " "


def _dated(token: Token) -> Token:
    """A token whose stamp is but its day."""
    assert token.stamp is not None
    day = token.stamp._replace(hour=None, minute=None, second=None, zone="", offset=None)
    return token._replace(stamp=day, written=(day,))
