-- What a stack or module takes beyond pushes: pull requests from forks, tags, commands in comments.
ALTER TABLE targets
  ADD COLUMN options_allow_fork boolean NOT NULL DEFAULT false,
  ADD COLUMN options_track_tags text CHECK (options_track_tags <> ''),
  ADD COLUMN options_comment_commands text[] NOT NULL DEFAULT '{PROPOSE}'
    CHECK (options_comment_commands <@ ARRAY['PROPOSE', 'DEPLOY']);
