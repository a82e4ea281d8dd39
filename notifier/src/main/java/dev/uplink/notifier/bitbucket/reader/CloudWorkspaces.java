package dev.uplink.notifier.bitbucket.reader;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.notifier.aggregate.PathSegment;
import dev.uplink.notifier.bitbucket.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The repositories of Bitbucket Cloud, workspace by workspace: the listing across workspaces was
 * removed in 2026 (Atlassian's CHANGE-2770).
 */
final class CloudWorkspaces {
  private static final int MOST_WORKSPACES = 20;

  private final String api;
  private final Reading reading;
  private final CloudPages pages;

  CloudWorkspaces(String api, Reading reading, CloudPages pages) {
    this.api = api;
    this.reading = reading;
    this.pages = pages;
  }

  /**
   * @param namespaces workspaces to look into besides those that Bitbucket tells of
   */
  Names repositories(List<String> namespaces, Search search) throws CallFailedException {
    @Nullable String only = search.namespace();
    @Nullable String name = search.repository();
    List<String> remarks = new ArrayList<>();
    Set<String> found = new LinkedHashSet<>();
    boolean exact = false;
    boolean complete = true;
    Map<String, CallFailedException> closed = new LinkedHashMap<>();
    List<String> workspaces = only == null ? workspaces(namespaces, remarks) : List.of(only);
    for (String workspace : workspaces) {
      try {
        exact |= name != null && addExact(workspace, name, found);
      } catch (CallFailedException e) {
        closed.put(workspace, e);
      }
    }
    for (String workspace : workspaces) {
      try {
        complete &= closed.containsKey(workspace) || addSimilar(workspace, search, found);
      } catch (CallFailedException e) {
        // One workspace that is closed to these credentials does not hide the others.
        closed.put(workspace, e);
      }
    }
    if (found.isEmpty() && !closed.isEmpty()) {
      throw closed.values().iterator().next();
    }
    closed.forEach((workspace, e) -> remarks.add("workspace " + workspace + ": " + e.detail()));
    return new Names(
        found.stream().limit(search.limit()).toList(),
        complete && closed.isEmpty() && found.size() <= search.limit(),
        name == null ? null : exact,
        remarks.isEmpty() ? null : String.join("; ", remarks));
  }

  /** Those known beforehand, and those that Bitbucket tells of if the credentials may ask. */
  private List<String> workspaces(List<String> known, List<String> remarks)
      throws CallFailedException {
    Map<String, String> workspaces = new LinkedHashMap<>();
    known.forEach(workspace -> workspaces.put(workspace.toLowerCase(Locale.ROOT), workspace));
    try {
      JsonNode page = reading.json(api + "/user/workspaces?pagelen=" + CloudPages.LARGEST);
      for (JsonNode access : Reading.values(page)) {
        String slug = access.at("/workspace/slug").asText(access.path("slug").asText());
        if (!slug.isEmpty()) {
          workspaces.putIfAbsent(slug.toLowerCase(Locale.ROOT), slug);
        }
      }
    } catch (CallFailedException e) {
      switch (e.fault()) {
        case FORBIDDEN, SCOPE_MISSING, NOT_FOUND, BITBUCKET_FAILED ->
            remarks.add("Bitbucket does not tell the workspaces of these credentials");
        default -> throw e;
      }
    }
    if (workspaces.size() > MOST_WORKSPACES) {
      remarks.add("only the first %d workspaces were looked into".formatted(MOST_WORKSPACES));
    }
    return workspaces.values().stream().limit(MOST_WORKSPACES).toList();
  }

  private boolean addExact(String workspace, String name, Set<String> found)
      throws CallFailedException {
    try {
      JsonNode repository =
          reading.json(
              CloudRepository.url(api, workspace, name.toLowerCase(Locale.ROOT))
                  + "?fields=full_name");
      found.add(repository.path("full_name").asText(workspace + "/" + name));
      return true;
    } catch (CallFailedException e) {
      if (e.fault() == Fault.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private boolean addSimilar(String workspace, Search search, Set<String> found)
      throws CallFailedException {
    @Nullable String name = search.repository();
    return pages.add(
        api + "/repositories/" + PathSegment.encode(workspace),
        "full_name",
        name == null ? null : "name ~ " + CloudPages.quoted(name),
        Map.of("role", "member"),
        search.limit(),
        found);
  }
}
