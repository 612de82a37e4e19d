cimport cython

@cython.locals(b=Py_ssize_t, family=Py_ssize_t, mask=cython.longlong)
cpdef object fill_cue_columns(list masks, float[:, :] out)
