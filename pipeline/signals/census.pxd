cimport cython

cdef int BEHIND_END, BLANK, DIGIT, LETTER, PIECE, SENTENCE_END, SPACELESS, SYMBOL, UPPER, WIDE_END, WORDLIKE

@cython.locals(
    kinds="unsigned short[::1]", char=Py_UCS4, kind=int, counted=int, new=int, room=int, ends=int,
    letters=Py_ssize_t, upper=Py_ssize_t, digits=Py_ssize_t, symbols=Py_ssize_t, spaceless=Py_ssize_t,
    words=Py_ssize_t, lettered=Py_ssize_t, sentences=Py_ssize_t,
)
cpdef take_census(str text)
