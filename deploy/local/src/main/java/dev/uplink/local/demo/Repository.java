package dev.uplink.local.demo;

import dev.uplink.schemas.id.BitbucketProduct;

/** A repository of the demo. */
record Repository(BitbucketProduct product, String namespace, String name) {

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
