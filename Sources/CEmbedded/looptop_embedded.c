// Written by Sources/Agent/embed.sh. Three lines a file: its bytes, then a NUL that its size does not count.
#include "looptop_embedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char agent_looptop___init___py[] = {
#embed "../Agent/looptop/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts___init___py[] = {
#embed "../Agent/looptop/acts/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts_cancel_py[] = {
#embed "../Agent/looptop/acts/cancel.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts_cancel_watch_py[] = {
#embed "../Agent/looptop/acts/cancel_watch.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts_debug_mode_py[] = {
#embed "../Agent/looptop/acts/debug_mode.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts_permission_py[] = {
#embed "../Agent/looptop/acts/permission.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_acts_swallowed_py[] = {
#embed "../Agent/looptop/acts/swallowed.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_agent_py[] = {
#embed "../Agent/looptop/agent.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot___init___py[] = {
#embed "../Agent/looptop/boot/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_asyncio_import_py[] = {
#embed "../Agent/looptop/boot/asyncio_import.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_attach_py[] = {
#embed "../Agent/looptop/boot/attach.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_bundle_py[] = {
#embed "../Agent/looptop/boot/bundle.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_lazy_py[] = {
#embed "../Agent/looptop/boot/lazy.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_sitecustomize_py[] = {
#embed "../Agent/looptop/boot/sitecustomize.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_boot_visit_py[] = {
#embed "../Agent/looptop/boot/visit.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_early_py[] = {
#embed "../Agent/looptop/early.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_hooks_py[] = {
#embed "../Agent/looptop/hooks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops___init___py[] = {
#embed "../Agent/looptop/loops/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_after_fork_py[] = {
#embed "../Agent/looptop/loops/after_fork.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_busy_lines_py[] = {
#embed "../Agent/looptop/loops/busy_lines.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_clocks_py[] = {
#embed "../Agent/looptop/loops/clocks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_control_loop_py[] = {
#embed "../Agent/looptop/loops/control_loop.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_exception_handler_py[] = {
#embed "../Agent/looptop/loops/exception_handler.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_heartbeat_py[] = {
#embed "../Agent/looptop/loops/heartbeat.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_loop_py[] = {
#embed "../Agent/looptop/loops/loop.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_loops_py[] = {
#embed "../Agent/looptop/loops/loops.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_run_once_py[] = {
#embed "../Agent/looptop/loops/run_once.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_samples_py[] = {
#embed "../Agent/looptop/loops/samples.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_select_meter_py[] = {
#embed "../Agent/looptop/loops/select_meter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_sightings_py[] = {
#embed "../Agent/looptop/loops/sightings.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_slow_callbacks_py[] = {
#embed "../Agent/looptop/loops/slow_callbacks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_starts_py[] = {
#embed "../Agent/looptop/loops/starts.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_loops_stillness_py[] = {
#embed "../Agent/looptop/loops/stillness.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing___init___py[] = {
#embed "../Agent/looptop/noticing/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_board_py[] = {
#embed "../Agent/looptop/noticing/board.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_files_py[] = {
#embed "../Agent/looptop/noticing/files.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_locks_py[] = {
#embed "../Agent/looptop/noticing/locks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_notice_py[] = {
#embed "../Agent/looptop/noticing/notice.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_spinning_py[] = {
#embed "../Agent/looptop/noticing/spinning.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_noticing_wakeups_py[] = {
#embed "../Agent/looptop/noticing/wakeups.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer___init___py[] = {
#embed "../Agent/looptop/observer/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer_blocked_loop_py[] = {
#embed "../Agent/looptop/observer/blocked_loop.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer_event_log_py[] = {
#embed "../Agent/looptop/observer/event_log.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer_observer_py[] = {
#embed "../Agent/looptop/observer/observer.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer_task_in_full_py[] = {
#embed "../Agent/looptop/observer/task_in_full.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_observer_vitals_py[] = {
#embed "../Agent/looptop/observer/vitals.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process___init___py[] = {
#embed "../Agent/looptop/process/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_application_py[] = {
#embed "../Agent/looptop/process/application.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_command_line_py[] = {
#embed "../Agent/looptop/process/command_line.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_forks_py[] = {
#embed "../Agent/looptop/process/forks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_interpreter_py[] = {
#embed "../Agent/looptop/process/interpreter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_own_code_py[] = {
#embed "../Agent/looptop/process/own_code.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_socket_paths_py[] = {
#embed "../Agent/looptop/process/socket_paths.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_start_time_py[] = {
#embed "../Agent/looptop/process/start_time.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_stderr_py[] = {
#embed "../Agent/looptop/process/stderr.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_process_thread_end_py[] = {
#embed "../Agent/looptop/process/thread_end.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_py_typed[] = {
#embed "../Agent/looptop/py.typed" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading___init___py[] = {
#embed "../Agent/looptop/reading/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_asking_py[] = {
#embed "../Agent/looptop/reading/asking.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_await_chain_py[] = {
#embed "../Agent/looptop/reading/await_chain.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_awaiters_py[] = {
#embed "../Agent/looptop/reading/awaiters.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_callbacks_py[] = {
#embed "../Agent/looptop/reading/callbacks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_coroutine_frames_py[] = {
#embed "../Agent/looptop/reading/coroutine_frames.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_errors_py[] = {
#embed "../Agent/looptop/reading/errors.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_event_loop_py[] = {
#embed "../Agent/looptop/reading/event_loop.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_futures_py[] = {
#embed "../Agent/looptop/reading/futures.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_locations_py[] = {
#embed "../Agent/looptop/reading/locations.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_pauses_py[] = {
#embed "../Agent/looptop/reading/pauses.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_quiet_py[] = {
#embed "../Agent/looptop/reading/quiet.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_record_py[] = {
#embed "../Agent/looptop/reading/record.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_sliced_py[] = {
#embed "../Agent/looptop/reading/sliced.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_stacks_py[] = {
#embed "../Agent/looptop/reading/stacks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_suspension_py[] = {
#embed "../Agent/looptop/reading/suspension.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_task_names_py[] = {
#embed "../Agent/looptop/reading/task_names.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_thread_frames_py[] = {
#embed "../Agent/looptop/reading/thread_frames.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_threads_py[] = {
#embed "../Agent/looptop/reading/threads.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_wait_kinds_py[] = {
#embed "../Agent/looptop/reading/wait_kinds.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_reading_weak_py[] = {
#embed "../Agent/looptop/reading/weak.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_real_time_py[] = {
#embed "../Agent/looptop/real_time.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_remote___init___py[] = {
#embed "../Agent/looptop/remote/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_remote_addresses_py[] = {
#embed "../Agent/looptop/remote/addresses.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_remote_peers_py[] = {
#embed "../Agent/looptop/remote/peers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_remote_processes_py[] = {
#embed "../Agent/looptop/remote/processes.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_remote_waits_py[] = {
#embed "../Agent/looptop/remote/waits.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests___init___py[] = {
#embed "../Agent/looptop/requests/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_adapter_py[] = {
#embed "../Agent/looptop/requests/adapter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_aiohttp_web_py[] = {
#embed "../Agent/looptop/requests/aiohttp_web.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_hypercorn_py[] = {
#embed "../Agent/looptop/requests/hypercorn.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_in_flight_py[] = {
#embed "../Agent/looptop/requests/in_flight.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_sanic_py[] = {
#embed "../Agent/looptop/requests/sanic.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_table_py[] = {
#embed "../Agent/looptop/requests/table.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_tornado_py[] = {
#embed "../Agent/looptop/requests/tornado.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_requests_uvicorn_py[] = {
#embed "../Agent/looptop/requests/uvicorn.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources___init___py[] = {
#embed "../Agent/looptop/resources/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_adapter_py[] = {
#embed "../Agent/looptop/resources/adapter.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_blocked_threads_py[] = {
#embed "../Agent/looptop/resources/blocked_threads.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_census_py[] = {
#embed "../Agent/looptop/resources/census.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_choosing_py[] = {
#embed "../Agent/looptop/resources/choosing.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_custody_py[] = {
#embed "../Agent/looptop/resources/custody.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_doubts_py[] = {
#embed "../Agent/looptop/resources/doubts.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_executors_py[] = {
#embed "../Agent/looptop/resources/executors.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_fallen_py[] = {
#embed "../Agent/looptop/resources/fallen.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_holders_py[] = {
#embed "../Agent/looptop/resources/holders.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_holding_py[] = {
#embed "../Agent/looptop/resources/holding.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_janus_py[] = {
#embed "../Agent/looptop/resources/janus.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_known_py[] = {
#embed "../Agent/looptop/resources/known.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_leaks_py[] = {
#embed "../Agent/looptop/resources/leaks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_naming_py[] = {
#embed "../Agent/looptop/resources/naming.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_own_line_py[] = {
#embed "../Agent/looptop/resources/own_line.py" suffix(, 0) if_empty(0)
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
static const unsigned char agent_looptop_resources_pulses_py[] = {
#embed "../Agent/looptop/resources/pulses.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_queued_py[] = {
#embed "../Agent/looptop/resources/queued.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_rates_py[] = {
#embed "../Agent/looptop/resources/rates.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_resource_py[] = {
#embed "../Agent/looptop/resources/resource.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_rows_py[] = {
#embed "../Agent/looptop/resources/rows.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_search_py[] = {
#embed "../Agent/looptop/resources/search.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_resources_starting_points_py[] = {
#embed "../Agent/looptop/resources/starting_points.py" suffix(, 0) if_empty(0)
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
static const unsigned char agent_looptop_safe_py[] = {
#embed "../Agent/looptop/safe.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown___init___py[] = {
#embed "../Agent/looptop/shutdown/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_blockers_py[] = {
#embed "../Agent/looptop/shutdown/blockers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_methods_py[] = {
#embed "../Agent/looptop/shutdown/methods.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_phase_marks_py[] = {
#embed "../Agent/looptop/shutdown/phase_marks.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_plan_py[] = {
#embed "../Agent/looptop/shutdown/plan.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_remains_py[] = {
#embed "../Agent/looptop/shutdown/remains.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_server_rules_py[] = {
#embed "../Agent/looptop/shutdown/server_rules.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_signal_handlers_py[] = {
#embed "../Agent/looptop/shutdown/signal_handlers.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_sockets_py[] = {
#embed "../Agent/looptop/shutdown/sockets.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_shutdown_watch_py[] = {
#embed "../Agent/looptop/shutdown/watch.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks___init___py[] = {
#embed "../Agent/looptop/tasks/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_accounting_py[] = {
#embed "../Agent/looptop/tasks/accounting.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_creation_hook_py[] = {
#embed "../Agent/looptop/tasks/creation_hook.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_failures_py[] = {
#embed "../Agent/looptop/tasks/failures.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_group_py[] = {
#embed "../Agent/looptop/tasks/group.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_group_counts_py[] = {
#embed "../Agent/looptop/tasks/group_counts.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_groups_py[] = {
#embed "../Agent/looptop/tasks/groups.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_running_frames_py[] = {
#embed "../Agent/looptop/tasks/running_frames.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_scanner_py[] = {
#embed "../Agent/looptop/tasks/scanner.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_states_py[] = {
#embed "../Agent/looptop/tasks/states.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_task_factory_py[] = {
#embed "../Agent/looptop/tasks/task_factory.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_tasks_unawaited_py[] = {
#embed "../Agent/looptop/tasks/unawaited.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_text_py[] = {
#embed "../Agent/looptop/text.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_thread_py[] = {
#embed "../Agent/looptop/thread.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_trouble_py[] = {
#embed "../Agent/looptop/trouble.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_version_py[] = {
#embed "../Agent/looptop/version.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire___init___py[] = {
#embed "../Agent/looptop/wire/__init__.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_client_py[] = {
#embed "../Agent/looptop/wire/client.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_clients_py[] = {
#embed "../Agent/looptop/wire/clients.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_columns_py[] = {
#embed "../Agent/looptop/wire/columns.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_deltas_py[] = {
#embed "../Agent/looptop/wire/deltas.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_event_rows_py[] = {
#embed "../Agent/looptop/wire/event_rows.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_listeners_py[] = {
#embed "../Agent/looptop/wire/listeners.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_messages_py[] = {
#embed "../Agent/looptop/wire/messages.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_methods_py[] = {
#embed "../Agent/looptop/wire/methods.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_protocol_py[] = {
#embed "../Agent/looptop/wire/protocol.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_request_rows_py[] = {
#embed "../Agent/looptop/wire/request_rows.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_resource_rows_py[] = {
#embed "../Agent/looptop/wire/resource_rows.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_snapshot_py[] = {
#embed "../Agent/looptop/wire/snapshot.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_spare_descriptors_py[] = {
#embed "../Agent/looptop/wire/spare_descriptors.py" suffix(, 0) if_empty(0)
};
static const unsigned char agent_looptop_wire_tcp_py[] = {
#embed "../Agent/looptop/wire/tcp.py" suffix(, 0) if_empty(0)
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
    {"agent/looptop/acts/__init__.py", agent_looptop_acts___init___py, sizeof agent_looptop_acts___init___py - 1},
    {"agent/looptop/acts/cancel.py", agent_looptop_acts_cancel_py, sizeof agent_looptop_acts_cancel_py - 1},
    {"agent/looptop/acts/cancel_watch.py", agent_looptop_acts_cancel_watch_py, sizeof agent_looptop_acts_cancel_watch_py - 1},
    {"agent/looptop/acts/debug_mode.py", agent_looptop_acts_debug_mode_py, sizeof agent_looptop_acts_debug_mode_py - 1},
    {"agent/looptop/acts/permission.py", agent_looptop_acts_permission_py, sizeof agent_looptop_acts_permission_py - 1},
    {"agent/looptop/acts/swallowed.py", agent_looptop_acts_swallowed_py, sizeof agent_looptop_acts_swallowed_py - 1},
    {"agent/looptop/agent.py", agent_looptop_agent_py, sizeof agent_looptop_agent_py - 1},
    {"agent/looptop/boot/__init__.py", agent_looptop_boot___init___py, sizeof agent_looptop_boot___init___py - 1},
    {"agent/looptop/boot/asyncio_import.py", agent_looptop_boot_asyncio_import_py, sizeof agent_looptop_boot_asyncio_import_py - 1},
    {"agent/looptop/boot/attach.py", agent_looptop_boot_attach_py, sizeof agent_looptop_boot_attach_py - 1},
    {"agent/looptop/boot/bundle.py", agent_looptop_boot_bundle_py, sizeof agent_looptop_boot_bundle_py - 1},
    {"agent/looptop/boot/lazy.py", agent_looptop_boot_lazy_py, sizeof agent_looptop_boot_lazy_py - 1},
    {"agent/looptop/boot/sitecustomize.py", agent_looptop_boot_sitecustomize_py, sizeof agent_looptop_boot_sitecustomize_py - 1},
    {"agent/looptop/boot/visit.py", agent_looptop_boot_visit_py, sizeof agent_looptop_boot_visit_py - 1},
    {"agent/looptop/early.py", agent_looptop_early_py, sizeof agent_looptop_early_py - 1},
    {"agent/looptop/hooks.py", agent_looptop_hooks_py, sizeof agent_looptop_hooks_py - 1},
    {"agent/looptop/loops/__init__.py", agent_looptop_loops___init___py, sizeof agent_looptop_loops___init___py - 1},
    {"agent/looptop/loops/after_fork.py", agent_looptop_loops_after_fork_py, sizeof agent_looptop_loops_after_fork_py - 1},
    {"agent/looptop/loops/busy_lines.py", agent_looptop_loops_busy_lines_py, sizeof agent_looptop_loops_busy_lines_py - 1},
    {"agent/looptop/loops/clocks.py", agent_looptop_loops_clocks_py, sizeof agent_looptop_loops_clocks_py - 1},
    {"agent/looptop/loops/control_loop.py", agent_looptop_loops_control_loop_py, sizeof agent_looptop_loops_control_loop_py - 1},
    {"agent/looptop/loops/exception_handler.py", agent_looptop_loops_exception_handler_py, sizeof agent_looptop_loops_exception_handler_py - 1},
    {"agent/looptop/loops/heartbeat.py", agent_looptop_loops_heartbeat_py, sizeof agent_looptop_loops_heartbeat_py - 1},
    {"agent/looptop/loops/loop.py", agent_looptop_loops_loop_py, sizeof agent_looptop_loops_loop_py - 1},
    {"agent/looptop/loops/loops.py", agent_looptop_loops_loops_py, sizeof agent_looptop_loops_loops_py - 1},
    {"agent/looptop/loops/run_once.py", agent_looptop_loops_run_once_py, sizeof agent_looptop_loops_run_once_py - 1},
    {"agent/looptop/loops/samples.py", agent_looptop_loops_samples_py, sizeof agent_looptop_loops_samples_py - 1},
    {"agent/looptop/loops/select_meter.py", agent_looptop_loops_select_meter_py, sizeof agent_looptop_loops_select_meter_py - 1},
    {"agent/looptop/loops/sightings.py", agent_looptop_loops_sightings_py, sizeof agent_looptop_loops_sightings_py - 1},
    {"agent/looptop/loops/slow_callbacks.py", agent_looptop_loops_slow_callbacks_py, sizeof agent_looptop_loops_slow_callbacks_py - 1},
    {"agent/looptop/loops/starts.py", agent_looptop_loops_starts_py, sizeof agent_looptop_loops_starts_py - 1},
    {"agent/looptop/loops/stillness.py", agent_looptop_loops_stillness_py, sizeof agent_looptop_loops_stillness_py - 1},
    {"agent/looptop/noticing/__init__.py", agent_looptop_noticing___init___py, sizeof agent_looptop_noticing___init___py - 1},
    {"agent/looptop/noticing/board.py", agent_looptop_noticing_board_py, sizeof agent_looptop_noticing_board_py - 1},
    {"agent/looptop/noticing/files.py", agent_looptop_noticing_files_py, sizeof agent_looptop_noticing_files_py - 1},
    {"agent/looptop/noticing/locks.py", agent_looptop_noticing_locks_py, sizeof agent_looptop_noticing_locks_py - 1},
    {"agent/looptop/noticing/notice.py", agent_looptop_noticing_notice_py, sizeof agent_looptop_noticing_notice_py - 1},
    {"agent/looptop/noticing/spinning.py", agent_looptop_noticing_spinning_py, sizeof agent_looptop_noticing_spinning_py - 1},
    {"agent/looptop/noticing/wakeups.py", agent_looptop_noticing_wakeups_py, sizeof agent_looptop_noticing_wakeups_py - 1},
    {"agent/looptop/observer/__init__.py", agent_looptop_observer___init___py, sizeof agent_looptop_observer___init___py - 1},
    {"agent/looptop/observer/blocked_loop.py", agent_looptop_observer_blocked_loop_py, sizeof agent_looptop_observer_blocked_loop_py - 1},
    {"agent/looptop/observer/event_log.py", agent_looptop_observer_event_log_py, sizeof agent_looptop_observer_event_log_py - 1},
    {"agent/looptop/observer/observer.py", agent_looptop_observer_observer_py, sizeof agent_looptop_observer_observer_py - 1},
    {"agent/looptop/observer/task_in_full.py", agent_looptop_observer_task_in_full_py, sizeof agent_looptop_observer_task_in_full_py - 1},
    {"agent/looptop/observer/vitals.py", agent_looptop_observer_vitals_py, sizeof agent_looptop_observer_vitals_py - 1},
    {"agent/looptop/process/__init__.py", agent_looptop_process___init___py, sizeof agent_looptop_process___init___py - 1},
    {"agent/looptop/process/application.py", agent_looptop_process_application_py, sizeof agent_looptop_process_application_py - 1},
    {"agent/looptop/process/command_line.py", agent_looptop_process_command_line_py, sizeof agent_looptop_process_command_line_py - 1},
    {"agent/looptop/process/forks.py", agent_looptop_process_forks_py, sizeof agent_looptop_process_forks_py - 1},
    {"agent/looptop/process/interpreter.py", agent_looptop_process_interpreter_py, sizeof agent_looptop_process_interpreter_py - 1},
    {"agent/looptop/process/own_code.py", agent_looptop_process_own_code_py, sizeof agent_looptop_process_own_code_py - 1},
    {"agent/looptop/process/socket_paths.py", agent_looptop_process_socket_paths_py, sizeof agent_looptop_process_socket_paths_py - 1},
    {"agent/looptop/process/start_time.py", agent_looptop_process_start_time_py, sizeof agent_looptop_process_start_time_py - 1},
    {"agent/looptop/process/stderr.py", agent_looptop_process_stderr_py, sizeof agent_looptop_process_stderr_py - 1},
    {"agent/looptop/process/thread_end.py", agent_looptop_process_thread_end_py, sizeof agent_looptop_process_thread_end_py - 1},
    {"agent/looptop/py.typed", agent_looptop_py_typed, sizeof agent_looptop_py_typed - 1},
    {"agent/looptop/reading/__init__.py", agent_looptop_reading___init___py, sizeof agent_looptop_reading___init___py - 1},
    {"agent/looptop/reading/asking.py", agent_looptop_reading_asking_py, sizeof agent_looptop_reading_asking_py - 1},
    {"agent/looptop/reading/await_chain.py", agent_looptop_reading_await_chain_py, sizeof agent_looptop_reading_await_chain_py - 1},
    {"agent/looptop/reading/awaiters.py", agent_looptop_reading_awaiters_py, sizeof agent_looptop_reading_awaiters_py - 1},
    {"agent/looptop/reading/callbacks.py", agent_looptop_reading_callbacks_py, sizeof agent_looptop_reading_callbacks_py - 1},
    {"agent/looptop/reading/coroutine_frames.py", agent_looptop_reading_coroutine_frames_py, sizeof agent_looptop_reading_coroutine_frames_py - 1},
    {"agent/looptop/reading/errors.py", agent_looptop_reading_errors_py, sizeof agent_looptop_reading_errors_py - 1},
    {"agent/looptop/reading/event_loop.py", agent_looptop_reading_event_loop_py, sizeof agent_looptop_reading_event_loop_py - 1},
    {"agent/looptop/reading/futures.py", agent_looptop_reading_futures_py, sizeof agent_looptop_reading_futures_py - 1},
    {"agent/looptop/reading/locations.py", agent_looptop_reading_locations_py, sizeof agent_looptop_reading_locations_py - 1},
    {"agent/looptop/reading/pauses.py", agent_looptop_reading_pauses_py, sizeof agent_looptop_reading_pauses_py - 1},
    {"agent/looptop/reading/quiet.py", agent_looptop_reading_quiet_py, sizeof agent_looptop_reading_quiet_py - 1},
    {"agent/looptop/reading/record.py", agent_looptop_reading_record_py, sizeof agent_looptop_reading_record_py - 1},
    {"agent/looptop/reading/sliced.py", agent_looptop_reading_sliced_py, sizeof agent_looptop_reading_sliced_py - 1},
    {"agent/looptop/reading/stacks.py", agent_looptop_reading_stacks_py, sizeof agent_looptop_reading_stacks_py - 1},
    {"agent/looptop/reading/suspension.py", agent_looptop_reading_suspension_py, sizeof agent_looptop_reading_suspension_py - 1},
    {"agent/looptop/reading/task_names.py", agent_looptop_reading_task_names_py, sizeof agent_looptop_reading_task_names_py - 1},
    {"agent/looptop/reading/thread_frames.py", agent_looptop_reading_thread_frames_py, sizeof agent_looptop_reading_thread_frames_py - 1},
    {"agent/looptop/reading/threads.py", agent_looptop_reading_threads_py, sizeof agent_looptop_reading_threads_py - 1},
    {"agent/looptop/reading/wait_kinds.py", agent_looptop_reading_wait_kinds_py, sizeof agent_looptop_reading_wait_kinds_py - 1},
    {"agent/looptop/reading/weak.py", agent_looptop_reading_weak_py, sizeof agent_looptop_reading_weak_py - 1},
    {"agent/looptop/real_time.py", agent_looptop_real_time_py, sizeof agent_looptop_real_time_py - 1},
    {"agent/looptop/remote/__init__.py", agent_looptop_remote___init___py, sizeof agent_looptop_remote___init___py - 1},
    {"agent/looptop/remote/addresses.py", agent_looptop_remote_addresses_py, sizeof agent_looptop_remote_addresses_py - 1},
    {"agent/looptop/remote/peers.py", agent_looptop_remote_peers_py, sizeof agent_looptop_remote_peers_py - 1},
    {"agent/looptop/remote/processes.py", agent_looptop_remote_processes_py, sizeof agent_looptop_remote_processes_py - 1},
    {"agent/looptop/remote/waits.py", agent_looptop_remote_waits_py, sizeof agent_looptop_remote_waits_py - 1},
    {"agent/looptop/requests/__init__.py", agent_looptop_requests___init___py, sizeof agent_looptop_requests___init___py - 1},
    {"agent/looptop/requests/adapter.py", agent_looptop_requests_adapter_py, sizeof agent_looptop_requests_adapter_py - 1},
    {"agent/looptop/requests/aiohttp_web.py", agent_looptop_requests_aiohttp_web_py, sizeof agent_looptop_requests_aiohttp_web_py - 1},
    {"agent/looptop/requests/hypercorn.py", agent_looptop_requests_hypercorn_py, sizeof agent_looptop_requests_hypercorn_py - 1},
    {"agent/looptop/requests/in_flight.py", agent_looptop_requests_in_flight_py, sizeof agent_looptop_requests_in_flight_py - 1},
    {"agent/looptop/requests/sanic.py", agent_looptop_requests_sanic_py, sizeof agent_looptop_requests_sanic_py - 1},
    {"agent/looptop/requests/table.py", agent_looptop_requests_table_py, sizeof agent_looptop_requests_table_py - 1},
    {"agent/looptop/requests/tornado.py", agent_looptop_requests_tornado_py, sizeof agent_looptop_requests_tornado_py - 1},
    {"agent/looptop/requests/uvicorn.py", agent_looptop_requests_uvicorn_py, sizeof agent_looptop_requests_uvicorn_py - 1},
    {"agent/looptop/resources/__init__.py", agent_looptop_resources___init___py, sizeof agent_looptop_resources___init___py - 1},
    {"agent/looptop/resources/adapter.py", agent_looptop_resources_adapter_py, sizeof agent_looptop_resources_adapter_py - 1},
    {"agent/looptop/resources/blocked_threads.py", agent_looptop_resources_blocked_threads_py, sizeof agent_looptop_resources_blocked_threads_py - 1},
    {"agent/looptop/resources/census.py", agent_looptop_resources_census_py, sizeof agent_looptop_resources_census_py - 1},
    {"agent/looptop/resources/choosing.py", agent_looptop_resources_choosing_py, sizeof agent_looptop_resources_choosing_py - 1},
    {"agent/looptop/resources/custody.py", agent_looptop_resources_custody_py, sizeof agent_looptop_resources_custody_py - 1},
    {"agent/looptop/resources/doubts.py", agent_looptop_resources_doubts_py, sizeof agent_looptop_resources_doubts_py - 1},
    {"agent/looptop/resources/executors.py", agent_looptop_resources_executors_py, sizeof agent_looptop_resources_executors_py - 1},
    {"agent/looptop/resources/fallen.py", agent_looptop_resources_fallen_py, sizeof agent_looptop_resources_fallen_py - 1},
    {"agent/looptop/resources/holders.py", agent_looptop_resources_holders_py, sizeof agent_looptop_resources_holders_py - 1},
    {"agent/looptop/resources/holding.py", agent_looptop_resources_holding_py, sizeof agent_looptop_resources_holding_py - 1},
    {"agent/looptop/resources/janus.py", agent_looptop_resources_janus_py, sizeof agent_looptop_resources_janus_py - 1},
    {"agent/looptop/resources/known.py", agent_looptop_resources_known_py, sizeof agent_looptop_resources_known_py - 1},
    {"agent/looptop/resources/leaks.py", agent_looptop_resources_leaks_py, sizeof agent_looptop_resources_leaks_py - 1},
    {"agent/looptop/resources/naming.py", agent_looptop_resources_naming_py, sizeof agent_looptop_resources_naming_py - 1},
    {"agent/looptop/resources/own_line.py", agent_looptop_resources_own_line_py, sizeof agent_looptop_resources_own_line_py - 1},
    {"agent/looptop/resources/pools/__init__.py", agent_looptop_resources_pools___init___py, sizeof agent_looptop_resources_pools___init___py - 1},
    {"agent/looptop/resources/pools/aiohttp.py", agent_looptop_resources_pools_aiohttp_py, sizeof agent_looptop_resources_pools_aiohttp_py - 1},
    {"agent/looptop/resources/pools/asyncpg.py", agent_looptop_resources_pools_asyncpg_py, sizeof agent_looptop_resources_pools_asyncpg_py - 1},
    {"agent/looptop/resources/pools/httpx.py", agent_looptop_resources_pools_httpx_py, sizeof agent_looptop_resources_pools_httpx_py - 1},
    {"agent/looptop/resources/pools/psycopg.py", agent_looptop_resources_pools_psycopg_py, sizeof agent_looptop_resources_pools_psycopg_py - 1},
    {"agent/looptop/resources/pools/redis.py", agent_looptop_resources_pools_redis_py, sizeof agent_looptop_resources_pools_redis_py - 1},
    {"agent/looptop/resources/pools/sqlalchemy.py", agent_looptop_resources_pools_sqlalchemy_py, sizeof agent_looptop_resources_pools_sqlalchemy_py - 1},
    {"agent/looptop/resources/primitives.py", agent_looptop_resources_primitives_py, sizeof agent_looptop_resources_primitives_py - 1},
    {"agent/looptop/resources/pulses.py", agent_looptop_resources_pulses_py, sizeof agent_looptop_resources_pulses_py - 1},
    {"agent/looptop/resources/queued.py", agent_looptop_resources_queued_py, sizeof agent_looptop_resources_queued_py - 1},
    {"agent/looptop/resources/rates.py", agent_looptop_resources_rates_py, sizeof agent_looptop_resources_rates_py - 1},
    {"agent/looptop/resources/resource.py", agent_looptop_resources_resource_py, sizeof agent_looptop_resources_resource_py - 1},
    {"agent/looptop/resources/rows.py", agent_looptop_resources_rows_py, sizeof agent_looptop_resources_rows_py - 1},
    {"agent/looptop/resources/search.py", agent_looptop_resources_search_py, sizeof agent_looptop_resources_search_py - 1},
    {"agent/looptop/resources/starting_points.py", agent_looptop_resources_starting_points_py, sizeof agent_looptop_resources_starting_points_py - 1},
    {"agent/looptop/resources/streams.py", agent_looptop_resources_streams_py, sizeof agent_looptop_resources_streams_py - 1},
    {"agent/looptop/resources/table.py", agent_looptop_resources_table_py, sizeof agent_looptop_resources_table_py - 1},
    {"agent/looptop/resources/task_reader.py", agent_looptop_resources_task_reader_py, sizeof agent_looptop_resources_task_reader_py - 1},
    {"agent/looptop/safe.py", agent_looptop_safe_py, sizeof agent_looptop_safe_py - 1},
    {"agent/looptop/shutdown/__init__.py", agent_looptop_shutdown___init___py, sizeof agent_looptop_shutdown___init___py - 1},
    {"agent/looptop/shutdown/blockers.py", agent_looptop_shutdown_blockers_py, sizeof agent_looptop_shutdown_blockers_py - 1},
    {"agent/looptop/shutdown/methods.py", agent_looptop_shutdown_methods_py, sizeof agent_looptop_shutdown_methods_py - 1},
    {"agent/looptop/shutdown/phase_marks.py", agent_looptop_shutdown_phase_marks_py, sizeof agent_looptop_shutdown_phase_marks_py - 1},
    {"agent/looptop/shutdown/plan.py", agent_looptop_shutdown_plan_py, sizeof agent_looptop_shutdown_plan_py - 1},
    {"agent/looptop/shutdown/remains.py", agent_looptop_shutdown_remains_py, sizeof agent_looptop_shutdown_remains_py - 1},
    {"agent/looptop/shutdown/server_rules.py", agent_looptop_shutdown_server_rules_py, sizeof agent_looptop_shutdown_server_rules_py - 1},
    {"agent/looptop/shutdown/signal_handlers.py", agent_looptop_shutdown_signal_handlers_py, sizeof agent_looptop_shutdown_signal_handlers_py - 1},
    {"agent/looptop/shutdown/sockets.py", agent_looptop_shutdown_sockets_py, sizeof agent_looptop_shutdown_sockets_py - 1},
    {"agent/looptop/shutdown/watch.py", agent_looptop_shutdown_watch_py, sizeof agent_looptop_shutdown_watch_py - 1},
    {"agent/looptop/tasks/__init__.py", agent_looptop_tasks___init___py, sizeof agent_looptop_tasks___init___py - 1},
    {"agent/looptop/tasks/accounting.py", agent_looptop_tasks_accounting_py, sizeof agent_looptop_tasks_accounting_py - 1},
    {"agent/looptop/tasks/creation_hook.py", agent_looptop_tasks_creation_hook_py, sizeof agent_looptop_tasks_creation_hook_py - 1},
    {"agent/looptop/tasks/failures.py", agent_looptop_tasks_failures_py, sizeof agent_looptop_tasks_failures_py - 1},
    {"agent/looptop/tasks/group.py", agent_looptop_tasks_group_py, sizeof agent_looptop_tasks_group_py - 1},
    {"agent/looptop/tasks/group_counts.py", agent_looptop_tasks_group_counts_py, sizeof agent_looptop_tasks_group_counts_py - 1},
    {"agent/looptop/tasks/groups.py", agent_looptop_tasks_groups_py, sizeof agent_looptop_tasks_groups_py - 1},
    {"agent/looptop/tasks/running_frames.py", agent_looptop_tasks_running_frames_py, sizeof agent_looptop_tasks_running_frames_py - 1},
    {"agent/looptop/tasks/scanner.py", agent_looptop_tasks_scanner_py, sizeof agent_looptop_tasks_scanner_py - 1},
    {"agent/looptop/tasks/states.py", agent_looptop_tasks_states_py, sizeof agent_looptop_tasks_states_py - 1},
    {"agent/looptop/tasks/task_factory.py", agent_looptop_tasks_task_factory_py, sizeof agent_looptop_tasks_task_factory_py - 1},
    {"agent/looptop/tasks/unawaited.py", agent_looptop_tasks_unawaited_py, sizeof agent_looptop_tasks_unawaited_py - 1},
    {"agent/looptop/text.py", agent_looptop_text_py, sizeof agent_looptop_text_py - 1},
    {"agent/looptop/thread.py", agent_looptop_thread_py, sizeof agent_looptop_thread_py - 1},
    {"agent/looptop/trouble.py", agent_looptop_trouble_py, sizeof agent_looptop_trouble_py - 1},
    {"agent/looptop/version.py", agent_looptop_version_py, sizeof agent_looptop_version_py - 1},
    {"agent/looptop/wire/__init__.py", agent_looptop_wire___init___py, sizeof agent_looptop_wire___init___py - 1},
    {"agent/looptop/wire/client.py", agent_looptop_wire_client_py, sizeof agent_looptop_wire_client_py - 1},
    {"agent/looptop/wire/clients.py", agent_looptop_wire_clients_py, sizeof agent_looptop_wire_clients_py - 1},
    {"agent/looptop/wire/columns.py", agent_looptop_wire_columns_py, sizeof agent_looptop_wire_columns_py - 1},
    {"agent/looptop/wire/deltas.py", agent_looptop_wire_deltas_py, sizeof agent_looptop_wire_deltas_py - 1},
    {"agent/looptop/wire/event_rows.py", agent_looptop_wire_event_rows_py, sizeof agent_looptop_wire_event_rows_py - 1},
    {"agent/looptop/wire/listeners.py", agent_looptop_wire_listeners_py, sizeof agent_looptop_wire_listeners_py - 1},
    {"agent/looptop/wire/messages.py", agent_looptop_wire_messages_py, sizeof agent_looptop_wire_messages_py - 1},
    {"agent/looptop/wire/methods.py", agent_looptop_wire_methods_py, sizeof agent_looptop_wire_methods_py - 1},
    {"agent/looptop/wire/protocol.py", agent_looptop_wire_protocol_py, sizeof agent_looptop_wire_protocol_py - 1},
    {"agent/looptop/wire/request_rows.py", agent_looptop_wire_request_rows_py, sizeof agent_looptop_wire_request_rows_py - 1},
    {"agent/looptop/wire/resource_rows.py", agent_looptop_wire_resource_rows_py, sizeof agent_looptop_wire_resource_rows_py - 1},
    {"agent/looptop/wire/snapshot.py", agent_looptop_wire_snapshot_py, sizeof agent_looptop_wire_snapshot_py - 1},
    {"agent/looptop/wire/spare_descriptors.py", agent_looptop_wire_spare_descriptors_py, sizeof agent_looptop_wire_spare_descriptors_py - 1},
    {"agent/looptop/wire/tcp.py", agent_looptop_wire_tcp_py, sizeof agent_looptop_wire_tcp_py - 1},
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
