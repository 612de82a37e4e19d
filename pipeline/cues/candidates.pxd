cimport cython

cdef unsigned int LONGEST, FIRST, ALONE, PAIRED, INSIDE, TABLE_MASK, HASH_START, HASH_FACTOR
cdef Py_ssize_t SENTENCE_CHARS

cdef class Phrases:
    cdef dict roles
    cdef unsigned char[::1] known
    cdef set whole
    cdef set pairs
    cdef dict inside

    @cython.locals(found=list, k=Py_ssize_t, line=str, seen="unsigned int")
    cpdef list choose(self, object texts, list chosen, list folded)

    @cython.locals(seen="unsigned int", first=Py_ssize_t, number="unsigned int", at=Py_ssize_t, char=Py_UCS4)
    cdef unsigned int _roles_in(self, str line) except? 4294967295

    @cython.locals(words=list)
    cdef bint _may_hold(self, str text, str line, unsigned int seen) except -1

    @cython.locals(role="unsigned int")
    cdef bint _begins(self, list words, Py_ssize_t at) except -1

    @cython.locals(at=Py_ssize_t)
    cdef bint _begins_later(self, list words) except -1

    @cython.locals(joined=str, word=str, phrase=str)
    cdef bint _has_inside(self, list words) except -1

    @cython.locals(number="unsigned int", char=Py_UCS4)
    cdef int _mark(self, str word, unsigned int role) except -1

cdef bint _has_parts(str text) except -1

cdef bint _has_sentences(str text) except -1
