package dev.uplink.ingress.controlplane.targets;

/** What a comment on a pull request may ask for. The names are part of the API. */
public enum CommentCommand {
  PROPOSE,
  DEPLOY
}
