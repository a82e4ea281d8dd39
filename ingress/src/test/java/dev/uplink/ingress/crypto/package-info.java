/** Tests of sealing. */
@NullMarked
package dev.uplink.ingress.crypto;

import org.jspecify.annotations.NullMarked;
