"""Reads one unsigned numeral, token by token, as far as it makes sense."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import NamedTuple

EXACT = Context(prec=60)
SHOWN = Context(prec=15)  # of fractions that do not end: 三分之一 -> 0.333333333333333

DIGITS = {
    **{c: i for i, c in enumerate("零一二三四五六七八九")},
    **{c: i for i, c in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "○": 0, "两": 2, "俩": 2, "弌": 1, "弍": 2, "弎": 3, "幺": 1,
}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SEVERAL = "几数"
_MORE = "多余来几"

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)"
_LONGEST = 40  # Chinese digits read one by one; longer runs are no numerals anybody writes
_TOKEN = re.compile(
    rf" *(?:({ARABIC})|([{''.join(DIGITS)}{''.join(SMALL)}{''.join(BIG)}{SEVERAL}多余来点]|个(?=[多把]?亿)))"
)
_POWER = re.compile(r"e([+-]?\d{1,2})(?![A-Za-z\d])|\^([+-]{0,2}\d{1,2})(?![\d.])")
_THOUSANDS = re.compile(r"(?:[kK]|(?P<w>[wW])(?=[元块人多余,。;、)]|以上|以下|左右|上下|美|$))(?![A-Za-z\d])")
_KILO = re.compile(r"瓦|克|米|伏|赫|卡(?!车)|字节|比特|帕|焦")
_PRICE = ("元", "块", "美", "港", "欧")


class Numeral(NamedTuple):
    """A numeral at text[start:end].

    Attributes:
        value: what it says; the lower bound of a range such as 三五百.
        top: upper bound of such a range, else ``None``.
        approx: "+" (二十多, 十几), "~" (几十, 数百) or "".
        arabic: it is written with Arabic digits, at least to begin with.
        magnitude: a unit such as 十, 百 or 万 is part of it.
    """

    start: int
    end: int
    value: Decimal
    top: Decimal | None = None
    approx: str = ""
    arabic: bool = False
    magnitude: bool = False


class NumeralReader:
    """Reads one unsigned numeral token by token and remembers the longest prefix that makes sense."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start
        self.at = start
        self.total = Decimal(0)  # closed by 万, 亿, 兆
        self.section = Decimal(0)  # closed by 十, 百, 千
        self.digit: Decimal | None = None  # not closed yet
        self.spread: Decimal | None = None  # how far the upper bound of a pair such as 三五(百) lies above
        self.small = 10**4  # last of 十, 百, 千 in this section
        self.unit = 1  # last unit of any size
        self.big = 1  # last of 万, 亿, 兆
        self.approx = ""
        self.magnitude = False
        self.last = ""  # kind of the token before: n number, d digit, z zero, u small, U big, m more
        self.best: Numeral | None = None

    def read(self) -> Numeral | None:
        """The numeral, or ``None``."""
        positional = self._positional()
        if positional is not None:
            return positional
        while self._step():
            pass
        return self.best

    def _token(self) -> re.Match[str] | None:
        match = _TOKEN.match(self.text, self.at)
        if match is None or match.start() == match.end():
            return None
        spaced = match[0][0] == " "
        if spaced and not (
            self.last in ("u", "U")
            or (match[2] or "") in SMALL
            or (match[2] or "") in BIG
            or self._spaced(match)
        ):
            return None
        return match

    def _spaced(self, match: re.Match[str]) -> bool:
        """五百 余万, 二百 点 五: a space inside a numeral that goes on as a numeral."""
        return (
            bool(match[2])
            and match[2] in "余多几点"
            and self.last in ("n", "d", "u", "U")
            and bool(
                re.compile(r" *[十百千万亿一二三四五六七八九零个家名人位项条件元]").match(
                    self.text, match.end()
                )
            )
        )

    def _positional(self) -> Numeral | None:
        """二〇二〇, 三六五: digits read one by one; 七八, 三五(百), 二三十: a range of neighbours."""
        text, end = self.text, self.start
        while end < len(text) and end - self.start < _LONGEST and text[end] in DIGITS:
            end += 1
        size = end - self.start
        if size < 2:
            return None
        digits = [DIGITS[c] for c in text[self.start : end]]
        following = text[end : end + 1]
        if size == 2 and 0 < digits[0] < digits[1] and "俩" not in text[self.start : end]:
            close = digits[1] - digits[0] == 1 or (digits[0], digits[1]) == (3, 5)
            if following and (following in SMALL or following in BIG) and close:
                self.digit, self.spread = Decimal(digits[0]), Decimal(digits[1] - digits[0])
                self.at, self.last = end, "d"
                self._keep()
                return None
            if close and following != "点":
                return Numeral(self.start, end, Decimal(digits[0]), top=Decimal(digits[1]), approx="~")
        if following and (following in SMALL or following in BIG):
            return None
        if "两" in text[self.start : end]:  # 两两 says no number
            return None
        value = Decimal("".join(map(str, digits)))
        self.at, self.last, self.digit = end, "d", value
        self._keep()
        point = self._point()
        return point or self.best

    def _step(self) -> bool:
        match = self._token()
        if match is None:
            return False
        if match[1]:
            going = self._number(match)
        elif (char := match[2]) in DIGITS:
            going = self._digit(DIGITS[char], match.end())
        elif char in SMALL:
            going = self._small(SMALL[char], match.end())
        elif char in BIG:
            going = self._big(BIG[char], match.end())
        elif char == "个":  # 3个亿, 三个多亿
            going = self.last in ("n", "d", "u") and self._advance(
                match.end(), "u" if self.last == "u" else "n"
            )
        elif char == "点":
            found = self._point(match.end())
            if found is None:
                return False
            going = True
        elif char in SEVERAL and self.last in ("", "u", "U", "z"):
            going = self._several(char, match.end())
        elif char in _MORE and self.last in ("u", "U", "n"):
            going = self._more(char, match.end())
        else:
            going = False
        return going

    def _advance(self, end: int, kind: str) -> bool:
        self.at, self.last = end, kind
        return True

    def _number(self, match: re.Match[str]) -> bool:
        value = Decimal(match[1].replace(",", ""))
        end = match.end()
        if self.last == "":
            if power := _POWER.match(self.text, end):
                value, end = _raised(value, power), power.end()
                self.digit = value
                self._advance(end, "n")
                self._keep()
                return False
            kilo = _THOUSANDS.match(self.text, end)
            if kilo and (
                kilo["w"]
                or value >= 10
                or "." in match[1]
                or self.text[kilo.end() : kilo.end() + 1] in _PRICE
            ):
                value, end = value * (10_000 if kilo["w"] else 1000), kilo.end()
        elif self.last == "z" or (self.last in ("u", "U") and self._unit_follows(end)):
            pass
        else:
            return False
        self.digit = value
        self._advance(end, "n")
        self._keep()
        return True

    def _unit_follows(self, end: int) -> bool:
        match = re.compile(r" *([十百千万])").match(self.text, end)
        return match is not None and {**SMALL, **BIG}[match[1]] < self.unit

    def _digit(self, value: int, end: int) -> bool:
        if self.digit is not None or (self.last == "m"):
            return False
        if value == 0 and (self.last or self.text[end : end + 1] in SMALL):
            if self.last == "z":
                return False
            return self._advance(end, "z")
        if self.last in ("u", "U") and self._belongs_to_next(value, end):
            return False
        self.digit = Decimal(value)
        if self.last == "u" and self.spread is None and self._pair(value, end):
            self.spread = Decimal(1)
            end += 1
        after_zero = self.last == "z"
        self._advance(end, "z" if after_zero else "d")
        self._keep()
        return True

    def _pair(self, value: int, end: int) -> bool:
        """十七八, 一百二三十: the next digit is the neighbour of this one."""
        text = self.text
        if (
            DIGITS.get(text[end : end + 1]) != value + 1
            or text[end] in "两俩"
            or text[end + 1 : end + 2] in DIGITS
        ):
            return False
        return self.unit == 10 or (self.unit == 100 and text[end + 1 : end + 2] == "十")

    def _belongs_to_next(self, value: int, end: int) -> bool:
        """两万一年, 十万一个: a digit after a unit that counts what follows."""
        return (
            value in (1, 2)
            and self.unit > 10
            and self.text[end : end + 1] in tuple("年月天日个次人台平斤份张位名家项条")
        )

    def _small(self, unit: int, end: int) -> bool:
        if unit in (20, 30):  # 廿, 卅
            if self.digit is not None or self.small <= 10:
                return False
            self.section += unit
            self.small, self.unit, self.magnitude = 10, 10, True
            self._advance(end, "u")
            self._keep()
            return True
        if unit >= self.small or self.last == "m":
            return False
        if self.last == "n" and unit == 1000 and _KILO.match(self.text, end):  # 5千瓦 is 5 kW
            return False
        digit = self.digit
        if digit is None:
            if unit != 10 and self.last != "":
                return False
            digit = Decimal(1)
        if self.spread is not None:
            self.spread *= unit
        self.section += digit * unit
        self.digit, self.small, self.unit, self.magnitude = None, unit, unit, True
        self._advance(end, "u")
        self._keep()
        return True

    def _big(self, unit: int, end: int) -> bool:
        current = self.section + (self.digit or 0)
        empty = not self.section and self.digit is None
        if empty and self.last == "":
            ratio = re.compile(r"万? ?分 ?之").match(self.text, end)
            more = self.text[end : end + 1] == "余"  # 万余人
            if (
                ratio is None
                and not more
                and self.text[self.start - 1 : self.start] not in tuple("上近超逾过")
            ):
                return False
            current = Decimal(1)
        elif empty and self.last not in ("U", "m", "z"):
            return False
        if self.last == "U" or (self.last == "m" and empty):
            self.total *= unit
        elif unit > self.big and self.total:
            self.total = (self.total + current) * unit
        else:
            self.total += current * unit
        if self.spread is not None:
            self.spread *= unit
        self.section, self.digit, self.small = Decimal(0), None, 10**4
        self.unit = self.big = unit
        self.magnitude = True
        self._advance(end, "U")
        self._keep()
        return True

    def _several(self, char: str, end: int) -> bool:
        """几十, 数百 to begin with; 十几, 一百零几万 further on."""
        following = self.text[end : end + 1]
        if self.last == "":
            if not following or (following not in SMALL and following not in BIG):
                return False
            self.digit, self.spread, self.approx = Decimal(1), Decimal(9), "~"
            return self._advance(end, "d")
        if char == "数":
            return False
        self.approx = "+"
        self._advance(end, "m")
        self._keep()
        return True

    def _more(self, char: str, end: int) -> bool:
        """20多, 五百余万, 十来(个)."""
        if char == "来" and self.last != "u":
            return False
        if char == "几" and self.last == "n":
            return False
        if self.spread is not None and self.approx != "~":
            return False
        self.approx = self.approx or "+"
        if self.digit is not None:
            self.section += self.digit
            self.digit = None
        self._advance(end, "m")
        self._keep()
        return True

    def _point(self, after: int | None = None) -> Numeral | None:
        """十五点七, 两千万点五五四四, 三点五万."""
        text = self.text
        if after is None:
            match = re.compile(r" *点").match(text, self.at)
            if match is None:
                return None
            after = match.end()
        if self.best is None or self.approx or self.spread is not None or self.last == "n":
            return None
        part = re.compile(r" *([零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖]+)(?! *[十百千点])").match(
            text, after
        )
        if part is None:
            return None
        decimals = "".join(str(DIGITS[c]) for c in part[1])
        value = self.best.value + Decimal("0." + decimals)
        end = part.end()
        unit = 1
        while end < len(text) and text[end] in BIG:
            unit *= BIG[text[end]]
            end += 1
        self.best = Numeral(self.start, end, value * unit, magnitude=True)
        self.at, self.last = len(text), "stop"
        return self.best

    def _keep(self) -> None:
        """What has been read so far is a numeral."""
        value = self.total + self.section
        if self.digit is not None:
            implied = self.last == "d" and self.unit >= 100 and self.best is not None
            value += self.digit * (self.unit // 10 if implied else 1)
        top = value + self.spread if self.spread is not None else None
        arabic = self.text[self.start].isascii()
        self.best = Numeral(
            self.start,
            self.at,
            value,
            top,
            self.approx or ("~" if top is not None else ""),
            arabic,
            self.magnitude,
        )


def _raised(base: Decimal, power: re.Match[str]) -> Decimal:
    if power[1]:
        return base.scaleb(int(power[1]))
    signs = power[2].count("-")
    exponent = Decimal(power[2].lstrip("+-")) * (-1 if signs % 2 else 1)
    if base == 0 and exponent <= 0:
        return Decimal(1) if exponent == 0 else Decimal(0)
    value = EXACT.power(base, exponent)
    return value if len(value.as_tuple().digits) <= 15 else SHOWN.plus(value)
