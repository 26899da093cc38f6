// Written by Sources/Agent/embed.sh. Three lines a file: its bytes, then a NUL that its size does not count.
#include "looptop_embedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char demo_orders___init___py[] = {
#embed "../Agent/demo/orders/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders___main___py[] = {
#embed "../Agent/demo/orders/__main__.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_api_py[] = {
#embed "../Agent/demo/orders/api.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_batch_py[] = {
#embed "../Agent/demo/orders/batch.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_cache_py[] = {
#embed "../Agent/demo/orders/cache.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_customers_py[] = {
#embed "../Agent/demo/orders/customers.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_desk_py[] = {
#embed "../Agent/demo/orders/desk.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_parent_py[] = {
#embed "../Agent/demo/orders/parent.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_payments_py[] = {
#embed "../Agent/demo/orders/payments.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_pricing_py[] = {
#embed "../Agent/demo/orders/pricing.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_trouble_py[] = {
#embed "../Agent/demo/orders/trouble.py" suffix(, 0) if_empty(0)
};
static const unsigned char demo_orders_worker_py[] = {
#embed "../Agent/demo/orders/worker.py" suffix(, 0) if_empty(0)
};

static const struct looptop_file files[] = {
    {"demo/orders/__init__.py", demo_orders___init___py, sizeof demo_orders___init___py - 1},
    {"demo/orders/__main__.py", demo_orders___main___py, sizeof demo_orders___main___py - 1},
    {"demo/orders/api.py", demo_orders_api_py, sizeof demo_orders_api_py - 1},
    {"demo/orders/batch.py", demo_orders_batch_py, sizeof demo_orders_batch_py - 1},
    {"demo/orders/cache.py", demo_orders_cache_py, sizeof demo_orders_cache_py - 1},
    {"demo/orders/customers.py", demo_orders_customers_py, sizeof demo_orders_customers_py - 1},
    {"demo/orders/desk.py", demo_orders_desk_py, sizeof demo_orders_desk_py - 1},
    {"demo/orders/parent.py", demo_orders_parent_py, sizeof demo_orders_parent_py - 1},
    {"demo/orders/payments.py", demo_orders_payments_py, sizeof demo_orders_payments_py - 1},
    {"demo/orders/pricing.py", demo_orders_pricing_py, sizeof demo_orders_pricing_py - 1},
    {"demo/orders/trouble.py", demo_orders_trouble_py, sizeof demo_orders_trouble_py - 1},
    {"demo/orders/worker.py", demo_orders_worker_py, sizeof demo_orders_worker_py - 1},
};

const struct looptop_file *looptop_file_at(size_t index) {
    return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
