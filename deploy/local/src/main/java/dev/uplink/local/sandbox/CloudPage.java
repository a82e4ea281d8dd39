package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A page of one of Cloud's lists, with a link to the next if there is one. */
final class CloudPage {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int USUAL = 10;
  private static final int LARGEST = 100;
  private static final int MOST_PAGES = 100_000;

  private CloudPage() {}

  /** What every list takes: paging, a filter, an order, and which fields are wanted. */
  static Parameters parameters() {
    return parameters(LARGEST);
  }

  /**
   * @param largest how many entries a page may have
   */
  static Parameters parameters(int largest) {
    return partial()
        .number("pagelen", 1, largest)
        .number("page", 1, MOST_PAGES)
        .matching("q", CloudQuery.PATTERN)
        .matching("sort", "-?[a-z_.]+");
  }

  /** What everything takes. */
  static Parameters partial() {
    return Parameters.NONE.matching("fields", Fields.PATTERN);
  }

  static SandboxResponse of(SandboxRequest request, List<ObjectNode> all) {
    return of(request, all, USUAL);
  }

  /**
   * @param usual how many entries a page has if it is not said
   */
  static SandboxResponse of(SandboxRequest request, List<ObjectNode> all, int usual) {
    int length = request.parameter("pagelen").map(Integer::parseInt).orElse(usual);
    int number = request.parameter("page").map(Integer::parseInt).orElse(1);
    int start = (int) Math.min((long) (number - 1) * length, all.size());
    int end = Math.min(start + length, all.size());
    ObjectNode page = JSON.objectNode().put("pagelen", length).put("page", number);
    page.put("size", all.size());
    page.set("values", JSON.arrayNode().addAll(all.subList(start, end)));
    if (end < all.size()) {
      page.put("next", request.with("page", Integer.toString(number + 1)));
    }
    return SandboxResponse.of(200, page);
  }
}
