// Nothing is called by name: a program that links this module has the functions that instrumented code calls.

#pragma once
