#include "looptop_embedded.h"

const struct looptop_file looptop_files[] = {
    {NULL, NULL, 0},
};
