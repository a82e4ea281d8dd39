/** What migrations may change while an older ingress still runs. */
@NullMarked
package dev.uplink.ingress.migration;

import org.jspecify.annotations.NullMarked;
