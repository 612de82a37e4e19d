cimport cython

cdef int BLANK, BULLET, CLOSER, TERMINAL, SHORT_LINE_CHARS
cdef unsigned short[::1] KINDS

@cython.locals(
    lines=list, ended=list, line=str, begin=Py_ssize_t, end=Py_ssize_t, first=Py_ssize_t, last=Py_ssize_t,
    short=Py_ssize_t, shorter=Py_ssize_t, bulleted=Py_ssize_t, elided=Py_ssize_t,
)
cpdef read_lines(str text)

@cython.locals(kinds=int)
cdef int _kinds_of(Py_UCS4 char) except -1
