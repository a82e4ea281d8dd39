/** Holds the manifests to the code, and to the models of who will read them. */
@NullMarked
package dev.uplink.kubernetes;

import org.jspecify.annotations.NullMarked;
