/** How every error is answered, on both ports: problem details (RFC 9457) with a stable code. */
@NullMarked
package dev.uplink.ingress.problem;

import org.jspecify.annotations.NullMarked;
