/** Everything that speaks HTTP inward. */
@NullMarked
package dev.uplink.ingress;

import org.jspecify.annotations.NullMarked;
