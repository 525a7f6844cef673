/* CSAPP_CONST: const in C++, nothing in C.
 *
 * Programs in C repeat the textbook's prototypes, so there the parameters are
 * what the textbook says, without const. C++ wants const, so that literals and
 * std::string::c_str() can be passed. The symbol is the same in both.
 */
#ifndef CSAPP_CONSTNESS_H
#define CSAPP_CONSTNESS_H

#ifdef __cplusplus
#define CSAPP_CONST const
#else
#define CSAPP_CONST
#endif

#endif
