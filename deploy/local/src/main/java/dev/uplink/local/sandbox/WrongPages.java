package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an answer says of its next page when it is wrong. */
enum WrongPages {
  /** Where the credentials must not go; on Data Center it is no number. */
  ELSEWHERE,
  /** The very page that was asked for. */
  LOOP,
  /** Nothing; on Data Center it says all the same that this is not the last. */
  MISSING;

  private static final String FAR_AWAY = "https://elsewhere.example/2.0/next";

  SandboxResponse in(SandboxRequest request, SandboxResponse response, boolean isCloud) {
    ObjectNode page = (ObjectNode) response.body().orElseThrow().deepCopy();
    if (isCloud) {
      switch (this) {
        case ELSEWHERE -> page.put("next", FAR_AWAY);
        case LOOP -> page.put("next", request.self());
        case MISSING -> page.remove("next");
      }
    } else {
      page.put("isLastPage", false);
      switch (this) {
        case ELSEWHERE -> page.put("nextPageStart", FAR_AWAY);
        case LOOP -> page.put("nextPageStart", page.path("start").asInt());
        case MISSING -> page.remove("nextPageStart");
      }
    }
    return response.withBody(page);
  }
}
