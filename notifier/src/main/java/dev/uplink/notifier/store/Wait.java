package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.RunReport;
import java.time.Instant;

/**
 * A report whose run is not known yet.
 *
 * @param since when it was read, by the wall clock
 */
public record Wait(RunReport report, Instant since) {}
