// Nothing is called by name: a program that links this module has the functions of Dispatch that a loop can take.

#pragma once
