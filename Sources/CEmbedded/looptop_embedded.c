// Written by Sources/Agent/embed.sh. Three lines a file: its bytes, then a NUL that its size does not count.
#include "looptop_embedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char agent_looptop___init___py[] = {
#embed "../Agent/looptop/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_agent_py[] = {
#embed "../Agent/looptop/agent.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot___init___py[] = {
#embed "../Agent/looptop/boot/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_attach_py[] = {
#embed "../Agent/looptop/boot/attach.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_sitecustomize_py[] = {
#embed "../Agent/looptop/boot/sitecustomize.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_visit_py[] = {
#embed "../Agent/looptop/boot/visit.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_busiest_py[] = {
#embed "../Agent/looptop/busiest.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_client_py[] = {
#embed "../Agent/looptop/client.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_columns_py[] = {
#embed "../Agent/looptop/columns.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_debug_mode_py[] = {
#embed "../Agent/looptop/debug_mode.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_details_py[] = {
#embed "../Agent/looptop/details.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_effort_py[] = {
#embed "../Agent/looptop/effort.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_errors_py[] = {
#embed "../Agent/looptop/errors.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_events_py[] = {
#embed "../Agent/looptop/events.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_factory_py[] = {
#embed "../Agent/looptop/factory.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_family_py[] = {
#embed "../Agent/looptop/family.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_feeder_py[] = {
#embed "../Agent/looptop/feeder.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_forks_py[] = {
#embed "../Agent/looptop/forks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_group_py[] = {
#embed "../Agent/looptop/group.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_group_counts_py[] = {
#embed "../Agent/looptop/group_counts.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_groups_py[] = {
#embed "../Agent/looptop/groups.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_handlers_py[] = {
#embed "../Agent/looptop/handlers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_heartbeat_py[] = {
#embed "../Agent/looptop/heartbeat.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_hooks_py[] = {
#embed "../Agent/looptop/hooks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_imports_py[] = {
#embed "../Agent/looptop/imports.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_links_py[] = {
#embed "../Agent/looptop/links.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_locations_py[] = {
#embed "../Agent/looptop/locations.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loop_py[] = {
#embed "../Agent/looptop/loop.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_py[] = {
#embed "../Agent/looptop/loops.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_meter_py[] = {
#embed "../Agent/looptop/meter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_names_py[] = {
#embed "../Agent/looptop/names.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_paths_py[] = {
#embed "../Agent/looptop/paths.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_pictures_py[] = {
#embed "../Agent/looptop/pictures.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_protocol_py[] = {
#embed "../Agent/looptop/protocol.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_py_typed[] = {
#embed "../Agent/looptop/py.typed" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reception_py[] = {
#embed "../Agent/looptop/reception.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_registry_py[] = {
#embed "../Agent/looptop/registry.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_py[] = {
#embed "../Agent/looptop/requests.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources___init___py[] = {
#embed "../Agent/looptop/resources/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_adapter_py[] = {
#embed "../Agent/looptop/resources/adapter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_census_py[] = {
#embed "../Agent/looptop/resources/census.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_executors_py[] = {
#embed "../Agent/looptop/resources/executors.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_flow_py[] = {
#embed "../Agent/looptop/resources/flow.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_holding_py[] = {
#embed "../Agent/looptop/resources/holding.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_inside_py[] = {
#embed "../Agent/looptop/resources/inside.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_janus_py[] = {
#embed "../Agent/looptop/resources/janus.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_leaks_py[] = {
#embed "../Agent/looptop/resources/leaks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_ledger_py[] = {
#embed "../Agent/looptop/resources/ledger.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_naming_py[] = {
#embed "../Agent/looptop/resources/naming.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools___init___py[] = {
#embed "../Agent/looptop/resources/pools/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_aiohttp_py[] = {
#embed "../Agent/looptop/resources/pools/aiohttp.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_asyncpg_py[] = {
#embed "../Agent/looptop/resources/pools/asyncpg.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_httpx_py[] = {
#embed "../Agent/looptop/resources/pools/httpx.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_psycopg_py[] = {
#embed "../Agent/looptop/resources/pools/psycopg.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_redis_py[] = {
#embed "../Agent/looptop/resources/pools/redis.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_pools_sqlalchemy_py[] = {
#embed "../Agent/looptop/resources/pools/sqlalchemy.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_primitives_py[] = {
#embed "../Agent/looptop/resources/primitives.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_resource_py[] = {
#embed "../Agent/looptop/resources/resource.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_roots_py[] = {
#embed "../Agent/looptop/resources/roots.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_rows_py[] = {
#embed "../Agent/looptop/resources/rows.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_streams_py[] = {
#embed "../Agent/looptop/resources/streams.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_table_py[] = {
#embed "../Agent/looptop/resources/table.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_task_reader_py[] = {
#embed "../Agent/looptop/resources/task_reader.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_scanner_py[] = {
#embed "../Agent/looptop/scanner.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_server_py[] = {
#embed "../Agent/looptop/server.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_servers_py[] = {
#embed "../Agent/looptop/servers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving___init___py[] = {
#embed "../Agent/looptop/serving/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_adapter_py[] = {
#embed "../Agent/looptop/serving/adapter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_aiohttp_web_py[] = {
#embed "../Agent/looptop/serving/aiohttp_web.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_hypercorn_py[] = {
#embed "../Agent/looptop/serving/hypercorn.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_inflight_py[] = {
#embed "../Agent/looptop/serving/inflight.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_sanic_py[] = {
#embed "../Agent/looptop/serving/sanic.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_table_py[] = {
#embed "../Agent/looptop/serving/table.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_tornado_py[] = {
#embed "../Agent/looptop/serving/tornado.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_serving_uvicorn_py[] = {
#embed "../Agent/looptop/serving/uvicorn.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown___init___py[] = {
#embed "../Agent/looptop/shutdown/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_acts_py[] = {
#embed "../Agent/looptop/shutdown/acts.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_blockers_py[] = {
#embed "../Agent/looptop/shutdown/blockers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_cancelling_py[] = {
#embed "../Agent/looptop/shutdown/cancelling.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_handlers_py[] = {
#embed "../Agent/looptop/shutdown/handlers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_plan_py[] = {
#embed "../Agent/looptop/shutdown/plan.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_servers_py[] = {
#embed "../Agent/looptop/shutdown/servers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_sockets_py[] = {
#embed "../Agent/looptop/shutdown/sockets.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_stage_py[] = {
#embed "../Agent/looptop/shutdown/stage.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_swallow_py[] = {
#embed "../Agent/looptop/shutdown/swallow.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_watch_py[] = {
#embed "../Agent/looptop/shutdown/watch.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_slow_py[] = {
#embed "../Agent/looptop/slow.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_stacks_py[] = {
#embed "../Agent/looptop/stacks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_steps_py[] = {
#embed "../Agent/looptop/steps.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_suspension_py[] = {
#embed "../Agent/looptop/suspension.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tcp_py[] = {
#embed "../Agent/looptop/tcp.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_unawaited_py[] = {
#embed "../Agent/looptop/unawaited.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_version_py[] = {
#embed "../Agent/looptop/version.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_vitals_py[] = {
#embed "../Agent/looptop/vitals.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_voice_py[] = {
#embed "../Agent/looptop/voice.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_waits_py[] = {
#embed "../Agent/looptop/waits.py" suffix(, 0) if_empty(0)
};
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
static const unsigned char relay_relay_py[] = {
#embed "../Agent/relay/relay.py" suffix(, 0) if_empty(0)
};
static const unsigned char themes_ansi_toml[] = {
#embed "../../themes/ansi.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_colour_blind_toml[] = {
#embed "../../themes/colour-blind.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_dark_toml[] = {
#embed "../../themes/dark.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_default_toml[] = {
#embed "../../themes/default.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_high_contrast_toml[] = {
#embed "../../themes/high-contrast.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_light_toml[] = {
#embed "../../themes/light.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_mono_toml[] = {
#embed "../../themes/mono.toml" suffix(, 0) if_empty(0)
};
static const unsigned char themes_night_toml[] = {
#embed "../../themes/night.toml" suffix(, 0) if_empty(0)
};

static const struct looptop_file files[] = {
    {"agent/looptop/__init__.py", agent_looptop___init___py, sizeof agent_looptop___init___py - 1},
    {"agent/looptop/agent.py", agent_looptop_agent_py, sizeof agent_looptop_agent_py - 1},
    {"agent/looptop/boot/__init__.py", agent_looptop_boot___init___py, sizeof agent_looptop_boot___init___py - 1},
    {"agent/looptop/boot/attach.py", agent_looptop_boot_attach_py, sizeof agent_looptop_boot_attach_py - 1},
    {"agent/looptop/boot/sitecustomize.py", agent_looptop_boot_sitecustomize_py, sizeof agent_looptop_boot_sitecustomize_py - 1},
    {"agent/looptop/boot/visit.py", agent_looptop_boot_visit_py, sizeof agent_looptop_boot_visit_py - 1},
    {"agent/looptop/busiest.py", agent_looptop_busiest_py, sizeof agent_looptop_busiest_py - 1},
    {"agent/looptop/client.py", agent_looptop_client_py, sizeof agent_looptop_client_py - 1},
    {"agent/looptop/columns.py", agent_looptop_columns_py, sizeof agent_looptop_columns_py - 1},
    {"agent/looptop/debug_mode.py", agent_looptop_debug_mode_py, sizeof agent_looptop_debug_mode_py - 1},
    {"agent/looptop/details.py", agent_looptop_details_py, sizeof agent_looptop_details_py - 1},
    {"agent/looptop/effort.py", agent_looptop_effort_py, sizeof agent_looptop_effort_py - 1},
    {"agent/looptop/errors.py", agent_looptop_errors_py, sizeof agent_looptop_errors_py - 1},
    {"agent/looptop/events.py", agent_looptop_events_py, sizeof agent_looptop_events_py - 1},
    {"agent/looptop/factory.py", agent_looptop_factory_py, sizeof agent_looptop_factory_py - 1},
    {"agent/looptop/family.py", agent_looptop_family_py, sizeof agent_looptop_family_py - 1},
    {"agent/looptop/feeder.py", agent_looptop_feeder_py, sizeof agent_looptop_feeder_py - 1},
    {"agent/looptop/forks.py", agent_looptop_forks_py, sizeof agent_looptop_forks_py - 1},
    {"agent/looptop/group.py", agent_looptop_group_py, sizeof agent_looptop_group_py - 1},
    {"agent/looptop/group_counts.py", agent_looptop_group_counts_py, sizeof agent_looptop_group_counts_py - 1},
    {"agent/looptop/groups.py", agent_looptop_groups_py, sizeof agent_looptop_groups_py - 1},
    {"agent/looptop/handlers.py", agent_looptop_handlers_py, sizeof agent_looptop_handlers_py - 1},
    {"agent/looptop/heartbeat.py", agent_looptop_heartbeat_py, sizeof agent_looptop_heartbeat_py - 1},
    {"agent/looptop/hooks.py", agent_looptop_hooks_py, sizeof agent_looptop_hooks_py - 1},
    {"agent/looptop/imports.py", agent_looptop_imports_py, sizeof agent_looptop_imports_py - 1},
    {"agent/looptop/links.py", agent_looptop_links_py, sizeof agent_looptop_links_py - 1},
    {"agent/looptop/locations.py", agent_looptop_locations_py, sizeof agent_looptop_locations_py - 1},
    {"agent/looptop/loop.py", agent_looptop_loop_py, sizeof agent_looptop_loop_py - 1},
    {"agent/looptop/loops.py", agent_looptop_loops_py, sizeof agent_looptop_loops_py - 1},
    {"agent/looptop/meter.py", agent_looptop_meter_py, sizeof agent_looptop_meter_py - 1},
    {"agent/looptop/names.py", agent_looptop_names_py, sizeof agent_looptop_names_py - 1},
    {"agent/looptop/paths.py", agent_looptop_paths_py, sizeof agent_looptop_paths_py - 1},
    {"agent/looptop/pictures.py", agent_looptop_pictures_py, sizeof agent_looptop_pictures_py - 1},
    {"agent/looptop/protocol.py", agent_looptop_protocol_py, sizeof agent_looptop_protocol_py - 1},
    {"agent/looptop/py.typed", agent_looptop_py_typed, sizeof agent_looptop_py_typed - 1},
    {"agent/looptop/reception.py", agent_looptop_reception_py, sizeof agent_looptop_reception_py - 1},
    {"agent/looptop/registry.py", agent_looptop_registry_py, sizeof agent_looptop_registry_py - 1},
    {"agent/looptop/requests.py", agent_looptop_requests_py, sizeof agent_looptop_requests_py - 1},
    {"agent/looptop/resources/__init__.py", agent_looptop_resources___init___py, sizeof agent_looptop_resources___init___py - 1},
    {"agent/looptop/resources/adapter.py", agent_looptop_resources_adapter_py, sizeof agent_looptop_resources_adapter_py - 1},
    {"agent/looptop/resources/census.py", agent_looptop_resources_census_py, sizeof agent_looptop_resources_census_py - 1},
    {"agent/looptop/resources/executors.py", agent_looptop_resources_executors_py, sizeof agent_looptop_resources_executors_py - 1},
    {"agent/looptop/resources/flow.py", agent_looptop_resources_flow_py, sizeof agent_looptop_resources_flow_py - 1},
    {"agent/looptop/resources/holding.py", agent_looptop_resources_holding_py, sizeof agent_looptop_resources_holding_py - 1},
    {"agent/looptop/resources/inside.py", agent_looptop_resources_inside_py, sizeof agent_looptop_resources_inside_py - 1},
    {"agent/looptop/resources/janus.py", agent_looptop_resources_janus_py, sizeof agent_looptop_resources_janus_py - 1},
    {"agent/looptop/resources/leaks.py", agent_looptop_resources_leaks_py, sizeof agent_looptop_resources_leaks_py - 1},
    {"agent/looptop/resources/ledger.py", agent_looptop_resources_ledger_py, sizeof agent_looptop_resources_ledger_py - 1},
    {"agent/looptop/resources/naming.py", agent_looptop_resources_naming_py, sizeof agent_looptop_resources_naming_py - 1},
    {"agent/looptop/resources/pools/__init__.py", agent_looptop_resources_pools___init___py, sizeof agent_looptop_resources_pools___init___py - 1},
    {"agent/looptop/resources/pools/aiohttp.py", agent_looptop_resources_pools_aiohttp_py, sizeof agent_looptop_resources_pools_aiohttp_py - 1},
    {"agent/looptop/resources/pools/asyncpg.py", agent_looptop_resources_pools_asyncpg_py, sizeof agent_looptop_resources_pools_asyncpg_py - 1},
    {"agent/looptop/resources/pools/httpx.py", agent_looptop_resources_pools_httpx_py, sizeof agent_looptop_resources_pools_httpx_py - 1},
    {"agent/looptop/resources/pools/psycopg.py", agent_looptop_resources_pools_psycopg_py, sizeof agent_looptop_resources_pools_psycopg_py - 1},
    {"agent/looptop/resources/pools/redis.py", agent_looptop_resources_pools_redis_py, sizeof agent_looptop_resources_pools_redis_py - 1},
    {"agent/looptop/resources/pools/sqlalchemy.py", agent_looptop_resources_pools_sqlalchemy_py, sizeof agent_looptop_resources_pools_sqlalchemy_py - 1},
    {"agent/looptop/resources/primitives.py", agent_looptop_resources_primitives_py, sizeof agent_looptop_resources_primitives_py - 1},
    {"agent/looptop/resources/resource.py", agent_looptop_resources_resource_py, sizeof agent_looptop_resources_resource_py - 1},
    {"agent/looptop/resources/roots.py", agent_looptop_resources_roots_py, sizeof agent_looptop_resources_roots_py - 1},
    {"agent/looptop/resources/rows.py", agent_looptop_resources_rows_py, sizeof agent_looptop_resources_rows_py - 1},
    {"agent/looptop/resources/streams.py", agent_looptop_resources_streams_py, sizeof agent_looptop_resources_streams_py - 1},
    {"agent/looptop/resources/table.py", agent_looptop_resources_table_py, sizeof agent_looptop_resources_table_py - 1},
    {"agent/looptop/resources/task_reader.py", agent_looptop_resources_task_reader_py, sizeof agent_looptop_resources_task_reader_py - 1},
    {"agent/looptop/scanner.py", agent_looptop_scanner_py, sizeof agent_looptop_scanner_py - 1},
    {"agent/looptop/server.py", agent_looptop_server_py, sizeof agent_looptop_server_py - 1},
    {"agent/looptop/servers.py", agent_looptop_servers_py, sizeof agent_looptop_servers_py - 1},
    {"agent/looptop/serving/__init__.py", agent_looptop_serving___init___py, sizeof agent_looptop_serving___init___py - 1},
    {"agent/looptop/serving/adapter.py", agent_looptop_serving_adapter_py, sizeof agent_looptop_serving_adapter_py - 1},
    {"agent/looptop/serving/aiohttp_web.py", agent_looptop_serving_aiohttp_web_py, sizeof agent_looptop_serving_aiohttp_web_py - 1},
    {"agent/looptop/serving/hypercorn.py", agent_looptop_serving_hypercorn_py, sizeof agent_looptop_serving_hypercorn_py - 1},
    {"agent/looptop/serving/inflight.py", agent_looptop_serving_inflight_py, sizeof agent_looptop_serving_inflight_py - 1},
    {"agent/looptop/serving/sanic.py", agent_looptop_serving_sanic_py, sizeof agent_looptop_serving_sanic_py - 1},
    {"agent/looptop/serving/table.py", agent_looptop_serving_table_py, sizeof agent_looptop_serving_table_py - 1},
    {"agent/looptop/serving/tornado.py", agent_looptop_serving_tornado_py, sizeof agent_looptop_serving_tornado_py - 1},
    {"agent/looptop/serving/uvicorn.py", agent_looptop_serving_uvicorn_py, sizeof agent_looptop_serving_uvicorn_py - 1},
    {"agent/looptop/shutdown/__init__.py", agent_looptop_shutdown___init___py, sizeof agent_looptop_shutdown___init___py - 1},
    {"agent/looptop/shutdown/acts.py", agent_looptop_shutdown_acts_py, sizeof agent_looptop_shutdown_acts_py - 1},
    {"agent/looptop/shutdown/blockers.py", agent_looptop_shutdown_blockers_py, sizeof agent_looptop_shutdown_blockers_py - 1},
    {"agent/looptop/shutdown/cancelling.py", agent_looptop_shutdown_cancelling_py, sizeof agent_looptop_shutdown_cancelling_py - 1},
    {"agent/looptop/shutdown/handlers.py", agent_looptop_shutdown_handlers_py, sizeof agent_looptop_shutdown_handlers_py - 1},
    {"agent/looptop/shutdown/plan.py", agent_looptop_shutdown_plan_py, sizeof agent_looptop_shutdown_plan_py - 1},
    {"agent/looptop/shutdown/servers.py", agent_looptop_shutdown_servers_py, sizeof agent_looptop_shutdown_servers_py - 1},
    {"agent/looptop/shutdown/sockets.py", agent_looptop_shutdown_sockets_py, sizeof agent_looptop_shutdown_sockets_py - 1},
    {"agent/looptop/shutdown/stage.py", agent_looptop_shutdown_stage_py, sizeof agent_looptop_shutdown_stage_py - 1},
    {"agent/looptop/shutdown/swallow.py", agent_looptop_shutdown_swallow_py, sizeof agent_looptop_shutdown_swallow_py - 1},
    {"agent/looptop/shutdown/watch.py", agent_looptop_shutdown_watch_py, sizeof agent_looptop_shutdown_watch_py - 1},
    {"agent/looptop/slow.py", agent_looptop_slow_py, sizeof agent_looptop_slow_py - 1},
    {"agent/looptop/stacks.py", agent_looptop_stacks_py, sizeof agent_looptop_stacks_py - 1},
    {"agent/looptop/steps.py", agent_looptop_steps_py, sizeof agent_looptop_steps_py - 1},
    {"agent/looptop/suspension.py", agent_looptop_suspension_py, sizeof agent_looptop_suspension_py - 1},
    {"agent/looptop/tcp.py", agent_looptop_tcp_py, sizeof agent_looptop_tcp_py - 1},
    {"agent/looptop/unawaited.py", agent_looptop_unawaited_py, sizeof agent_looptop_unawaited_py - 1},
    {"agent/looptop/version.py", agent_looptop_version_py, sizeof agent_looptop_version_py - 1},
    {"agent/looptop/vitals.py", agent_looptop_vitals_py, sizeof agent_looptop_vitals_py - 1},
    {"agent/looptop/voice.py", agent_looptop_voice_py, sizeof agent_looptop_voice_py - 1},
    {"agent/looptop/waits.py", agent_looptop_waits_py, sizeof agent_looptop_waits_py - 1},
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
    {"relay/relay.py", relay_relay_py, sizeof relay_relay_py - 1},
    {"themes/ansi.toml", themes_ansi_toml, sizeof themes_ansi_toml - 1},
    {"themes/colour-blind.toml", themes_colour_blind_toml, sizeof themes_colour_blind_toml - 1},
    {"themes/dark.toml", themes_dark_toml, sizeof themes_dark_toml - 1},
    {"themes/default.toml", themes_default_toml, sizeof themes_default_toml - 1},
    {"themes/high-contrast.toml", themes_high_contrast_toml, sizeof themes_high_contrast_toml - 1},
    {"themes/light.toml", themes_light_toml, sizeof themes_light_toml - 1},
    {"themes/mono.toml", themes_mono_toml, sizeof themes_mono_toml - 1},
    {"themes/night.toml", themes_night_toml, sizeof themes_night_toml - 1},
};

const struct looptop_file *looptop_file_at(size_t index) {
    return index < sizeof files / sizeof *files ? &files[index] : NULL;
}
