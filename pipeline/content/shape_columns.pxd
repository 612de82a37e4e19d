cimport cython
from libc cimport math

cdef double MAX_WORDS, MAX_CHARS_A_WORD, CAPS_SHARE, ALL_LINK_SHARE

@cython.locals(
    counts="int[:, ::1]", all_words="float[::1]", edges="unsigned char[:, ::1]", asks="unsigned char[::1]",
    mark_column="int[::1]", last_column="int[::1]", first_column="int[::1]", letter=Py_ssize_t, upper=Py_ssize_t,
    digit=Py_ssize_t, unspaced=Py_ssize_t, sign=Py_ssize_t, feed=Py_ssize_t, b=Py_ssize_t, kind=Py_ssize_t,
    own_words=cython.double, words=cython.double, chars=cython.double, letters=cython.double,
)
cpdef object fill_char_columns(list texts, object shape, tuple columns, float[:, :] out)

@cython.locals(b=Py_ssize_t, kind=Py_ssize_t, count=cython.int)
cpdef object fill_link_columns(const float[::1] words, const double[::1] link_share, const int[:, ::1] links, float[:, :] out)

@cython.locals(b=Py_ssize_t, t=Py_ssize_t)
cpdef object fill_tag_columns(const int[::1] own, const int[:, ::1] inside, Py_ssize_t groups, float[:, :] out)
