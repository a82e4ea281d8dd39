/** What is asked of integrations' Bitbuckets; the notifier asks it, over Kafka. */
@NullMarked
package dev.uplink.ingress.controlplane.bitbucket;

import org.jspecify.annotations.NullMarked;
