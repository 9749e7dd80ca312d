"""The icon of windows that are given none: PyWry's mark, as pages have it."""

from __future__ import annotations

import base64
import zlib
from typing import Any

from pywry.transports.native.child.desk import Desk

SIDE = 64
KEPT = "mark"

PIXELS = (
    "c-rloy-ve05XbWfd4xPd--Mkh3lj?i8xkXog%JrU5(^6x5+h{oR#j{aEKEp15tQ;F!1!OqC_*LQwl3#8=|827{Il<Tw&M$eYPPa|A8N%~iB_tm"
    "h$+q5hBk&lN2cEuW$#rz6WScL;Kq0ld&vD)!@B;Ue?QO~GhjCY%b*7Plo7kpw5$&pvzPWk7Vl%m?D<#-m+%igVE>&Hm*hC*nW7wj;vs*Mi~Gj!"
    "+1h(j$7l1-v~%#RRyQA9^?_N_Hhu@%Y{RZ^KGpuw%ywVIZGGPszp>f;d(jUT*T^Yleq)zcA2xiU^*+uOzljNla|1bkihbak-^4;6_|eX)d2cj%"
    "UyN;4!+)srH)-SA_EepZ-YVq<3USaizY*3!V5IH?w)oB3vdC`lzF6~DnP1UIocR&slw-g)KZM-ypWzvI{<0h^{KC(fzi2(=1Aoyvi2MA1c=A%1"
    "|FBNv%D=JuSUC20#&!J%_OksT<^_)Y@cFX64-9)nF8hB7<5`6pc6#yZ?fDP(eN@iCT=T;}FgN&k{zr}7B|m(g8oMig%yrbx{cZEZ*O3n><hZ8%"
    "@LA-*Ix^pY`|=&##r{Y5g<trEU-*Sz_=TU^9iSd7_4Mv%{{CC+F@N0l{%g+_`hNde?!Qa@gVeuB{gc$cN&TbLze@eHZ}sm#HL?Sd"
)
"""RGBA, SIDE pixels wide and high: compressed, and written as text."""


def rgba() -> bytes:
    """The pixels, four bytes for each."""
    return zlib.decompress(base64.b85decode(PIXELS))


def options(desk: Desk, fields: dict[str, Any], kwargs: dict[str, Any]) -> None:
    """Give a new window the mark, unless it has an icon."""
    if "icon" not in kwargs:
        if KEPT not in desk.kept:
            desk.kept[KEPT] = desk.P.image.Image(rgba(), SIDE, SIDE)
        kwargs["icon"] = desk.kept[KEPT]
