cimport cython

cdef Py_ssize_t CHUNK, MAX_CHARS, LINE_CHARS, STEM

cpdef list words_of(str text)

@cython.locals(words=list, first=Py_ssize_t, at=Py_ssize_t, capital=bint, foreign=bint, char=Py_UCS4)
cdef list _words(str text, Py_ssize_t most)

@cython.locals(folded=str)
cdef list _fold(str word, Py_ssize_t most)

cpdef tuple terms_of(str text)

@cython.locals(words=list, word=str, terms=list, i=Py_ssize_t)
cpdef tuple _cut(str text)

cdef class Topic:
    cdef readonly dict passages
    cdef readonly Py_ssize_t count
    cdef readonly frozenset title
    cdef dict _peaks
    cdef list _rarity

    @cython.locals(
        passages=dict, latest=dict, chars=Py_ssize_t, text=str, terms=tuple, k=Py_ssize_t, term=str,
    )
    cdef int _read(self, list prose) except -1

    @cython.locals(
        passages=dict, rarity=list, title=frozenset, shared=double, total=double, term=str, seen=Py_ssize_t,
        weight=double,
    )
    cpdef double closeness(self, str text) except -1
