/** How secrets are kept at rest: the only classes that know the encryption library. */
@NullMarked
package dev.uplink.ingress.crypto;

import org.jspecify.annotations.NullMarked;
