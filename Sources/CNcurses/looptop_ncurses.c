#include "looptop_ncurses.h"
