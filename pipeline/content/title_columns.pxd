cimport cython

cdef Py_ssize_t MAX_OVERLAP_WORDS, MAX_TITLE_CHARS, MIN_TITLE_CHARS, TITLE
cdef unsigned long long FNV_OFFSET, FNV_PRIME, ALL_BITS

@cython.locals(
    keys="unsigned long long[:, ::1]", owners="int[:, ::1]", titles=frozenset, descriptions=frozenset, all_titles=str, i=Py_ssize_t,
    b=Py_ssize_t, text=str, folded=str, count=Py_ssize_t, here=Py_ssize_t, in_title=cython.double, above=cython.double,
)
cpdef object fill_title_columns(list texts, object facts, tuple tables, unsigned long long[::1] hashes, float[:, :] out)

@cython.locals(count=Py_ssize_t, size=Py_ssize_t, at=Py_ssize_t, start=Py_ssize_t, value=cython.ulonglong, code=Py_ssize_t)
cdef Py_ssize_t _hash_words(str folded, unsigned long long[::1] hashes) except -1

@cython.locals(slot=Py_ssize_t, mask=Py_ssize_t)
cdef bint _add(unsigned long long[::1] keys, int[::1] owners, unsigned long long value, Py_ssize_t owner) except -1

@cython.locals(slot=Py_ssize_t, mask=Py_ssize_t)
cdef bint _has(unsigned long long[::1] keys, int[::1] owners, unsigned long long value, Py_ssize_t owner) except -1
