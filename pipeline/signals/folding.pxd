cimport cython

cdef int BETWEEN, FOLDS, PIECE, SPACELESS, _BLANK
cdef unsigned long long _ONES, _ONES64, _SEED_HIGH, _GOLDEN, _MIX_1, _MIX_2, _EACH_BYTE

@cython.locals(
    kinds="unsigned short[::1]", out="unsigned char[::1]", char=Py_UCS4, code=int, kind=int, room=int,
    inside="bint", starts="bint", size=Py_ssize_t, byte="unsigned char",
)
cpdef bytes fold_to_bytes(str text, bint cut)

cdef Py_ssize_t _put(unsigned char[::1] out, Py_ssize_t size, int code) noexcept

@cython.locals(
    view="const unsigned char[::1]", sums="long long[::1]", lanes="unsigned long long[::1]", crc="unsigned int[::1]",
    i=Py_ssize_t, byte="unsigned char", bit=int, low="unsigned int", high="unsigned int", code="unsigned long long",
    one="unsigned long long", two="unsigned long long", gram="unsigned long long", words=Py_ssize_t, grams=Py_ssize_t,
)
cpdef object hash_words(bytes data)

@cython.locals(bit=int, byte=int)
cdef void _empty_lanes(unsigned long long[::1] lanes, long long[::1] counts) noexcept

cdef unsigned long long _mix(unsigned long long value) noexcept
