cimport cython

cdef unsigned char[::1] KINDS
cdef int BREAK, CODE_UNTIDY, MOJIBAKE_TAIL, PAIRS, TRIPLES

@cython.locals(table="unsigned char[::1]", char=Py_UCS4, kind=int, seen=int, pairs=int, triples=int, before=int, previous=int)
cpdef int survey(str text) except -1

@cython.locals(table="unsigned char[::1]", text=str, last=str, char=Py_UCS4, kind=int, seen=int)
cpdef bint any_untidy_code(list texts) except -1
