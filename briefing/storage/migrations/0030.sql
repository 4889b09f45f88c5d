ALTER TABLE offer ADD COLUMN condition TEXT NOT NULL DEFAULT ''; -- what a line hangs on: "unless Peru pays"
