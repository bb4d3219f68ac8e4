-- gate-0001-early, made by commit 7a5e143
BEGIN TRANSACTION;
CREATE TABLE gate_accounts (
	id VARCHAR(32) NOT NULL, 
	login VARCHAR(128) NOT NULL, 
	name TEXT NOT NULL, 
	department TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	password TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	must_change INTEGER NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (login)
);
INSERT INTO "gate_accounts" VALUES('63359fb957284b8c967e8550f5b7c9eb','handler','handler','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.697122+00:00');
INSERT INTO "gate_accounts" VALUES('db5007bfe5d64010911527f239a94c23','other','other','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.731083+00:00');
INSERT INTO "gate_accounts" VALUES('5abf4912f83f4a968faaeda199b72575','department','department','一室','["department"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.752543+00:00');
INSERT INTO "gate_accounts" VALUES('10c92f2461374f908efe4e317be627f0','business','business','一室','["business"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.778665+00:00');
INSERT INTO "gate_accounts" VALUES('2218fa5ee548461a9889b04b317aa9bb','office','office','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.806696+00:00');
INSERT INTO "gate_accounts" VALUES('48ffd7da7eb74d74b2f9a73b1d3a7c68','office2','office2','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.833557+00:00');
INSERT INTO "gate_accounts" VALUES('cdf0f66504fc4023bf908a5f8b340abc','leader','leader','一室','["leader"]','local','$argon2id$v=19$m=19456,t=2,p=1$+H2g9P/oYjceNEztcJHNqQ$TJQfjNP66sCIsIiGHRfPepIFNnFBZKQPvl/f0mjLCiI','active',0,'zh-CN','2026-11-30T12:18:15.858656+00:00');
CREATE TABLE gate_approvals (
	id VARCHAR(32) NOT NULL, 
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	why TEXT NOT NULL, 
	recipients TEXT NOT NULL, 
	channels TEXT NOT NULL, 
	copies INTEGER NOT NULL, 
	until VARCHAR(40) NOT NULL, 
	declarations VARCHAR(64) NOT NULL, 
	ground VARCHAR(16) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "gate_approvals" VALUES('d06769f270674f649164764a1ff9269b','330b276963c94725888eb3f529c6be47',1,'active','','["acme ltd"]','["email"]',1,'2026-12-30T12:18:28.412522+00:00','4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945','not_secret','none','2218fa5ee548461a9889b04b317aa9bb','2026-11-30T12:18:28.812790+00:00');
CREATE TABLE gate_approved (
	approval VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	pack TEXT NOT NULL, 
	action VARCHAR(16) NOT NULL, 
	used INTEGER NOT NULL, 
	PRIMARY KEY (approval, position)
);
INSERT INTO "gate_approved" VALUES('d06769f270674f649164764a1ff9269b',0,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','627fe2bdb6e54622ade5f0ad78b1eb53','sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','review',1);
CREATE TABLE gate_audit (
	seq BIGINT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	actor TEXT NOT NULL, 
	role TEXT NOT NULL, 
	source TEXT NOT NULL, 
	act VARCHAR(48) NOT NULL, 
	thing TEXT NOT NULL, 
	outcome VARCHAR(48) NOT NULL, 
	detail TEXT NOT NULL, 
	algorithm VARCHAR(8) NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (digest)
);
INSERT INTO "gate_audit" VALUES(1,'2026-11-30T12:18:15.652215+00:00','gate','gate','','audit.opened','audit','done','{"chain": "a699c346933d0237559c2b0647622a22"}','sha256','0000000000000000000000000000000000000000000000000000000000000000','b9e021692f49515ebacecba16ecea069d614c3b67f4e09ca2a2c12065f231f61');
INSERT INTO "gate_audit" VALUES(2,'2026-11-30T12:18:15.717459+00:00','63359fb957284b8c967e8550f5b7c9eb','handler','127.0.0.1','session.begun','account:63359fb957284b8c967e8550f5b7c9eb','done','{}','sha256','b9e021692f49515ebacecba16ecea069d614c3b67f4e09ca2a2c12065f231f61','fe79f63ab026ed9dccd032623e47a221368252926cb8f7c66dc28637ba6e9c34');
INSERT INTO "gate_audit" VALUES(3,'2026-11-30T12:18:15.739939+00:00','db5007bfe5d64010911527f239a94c23','handler','127.0.0.1','session.begun','account:db5007bfe5d64010911527f239a94c23','done','{}','sha256','fe79f63ab026ed9dccd032623e47a221368252926cb8f7c66dc28637ba6e9c34','fda321cb9a3f98a48aeeed8ba1f3dccfd21e0b09cd943a19a7690cae5ca713a1');
INSERT INTO "gate_audit" VALUES(4,'2026-11-30T12:18:15.765765+00:00','5abf4912f83f4a968faaeda199b72575','department','127.0.0.1','session.begun','account:5abf4912f83f4a968faaeda199b72575','done','{}','sha256','fda321cb9a3f98a48aeeed8ba1f3dccfd21e0b09cd943a19a7690cae5ca713a1','9c96cf5f8749a00c2273ac278540e403703955acc7b88e60e3946658a99ef4e2');
INSERT INTO "gate_audit" VALUES(5,'2026-11-30T12:18:15.790677+00:00','10c92f2461374f908efe4e317be627f0','business','127.0.0.1','session.begun','account:10c92f2461374f908efe4e317be627f0','done','{}','sha256','9c96cf5f8749a00c2273ac278540e403703955acc7b88e60e3946658a99ef4e2','095608e9acbe9dbc77c8c81fb9a0472960a4d83e8127091c2c9a7e4181eb663c');
INSERT INTO "gate_audit" VALUES(6,'2026-11-30T12:18:15.820029+00:00','2218fa5ee548461a9889b04b317aa9bb','office','127.0.0.1','session.begun','account:2218fa5ee548461a9889b04b317aa9bb','done','{}','sha256','095608e9acbe9dbc77c8c81fb9a0472960a4d83e8127091c2c9a7e4181eb663c','2142bf10ae4813f22930a510b720f2f586eeea4b7d650006b5cba5c3f956225e');
INSERT INTO "gate_audit" VALUES(7,'2026-11-30T12:18:15.847040+00:00','48ffd7da7eb74d74b2f9a73b1d3a7c68','office','127.0.0.1','session.begun','account:48ffd7da7eb74d74b2f9a73b1d3a7c68','done','{}','sha256','2142bf10ae4813f22930a510b720f2f586eeea4b7d650006b5cba5c3f956225e','fbdf0af5b3d845a25e574d8e13152ebff9bcb40a955fa02c186b7f65b1e21a4c');
INSERT INTO "gate_audit" VALUES(8,'2026-11-30T12:18:15.868364+00:00','cdf0f66504fc4023bf908a5f8b340abc','leader','127.0.0.1','session.begun','account:cdf0f66504fc4023bf908a5f8b340abc','done','{}','sha256','fbdf0af5b3d845a25e574d8e13152ebff9bcb40a955fa02c186b7f65b1e21a4c','5b082a2ef1000d34dc1498a23c763eee1aa31351da3831e4c5212acce75806e4');
INSERT INTO "gate_audit" VALUES(9,'2026-11-30T12:18:23.510547+00:00','gate','gate','','scan.decided','scan:6b8d4d6823b64805a778f77d75503da8','pass','{"action": "release", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "63359fb957284b8c967e8550f5b7c9eb", "rules": [], "sha256": "1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e", "size": 72, "stopped": "none", "would": "pass"}','sha256','5b082a2ef1000d34dc1498a23c763eee1aa31351da3831e4c5212acce75806e4','fa8fbccc91e209902ccfe42f412c15a88404425ac1acb006f988980d6ec6d784');
INSERT INTO "gate_audit" VALUES(10,'2026-11-30T12:18:27.137052+00:00','gate','gate','','scan.decided','scan:627fe2bdb6e54622ade5f0ad78b1eb53','review','{"action": "review", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "63359fb957284b8c967e8550f5b7c9eb", "rules": ["surveying/2020-18", "surveying/undetermined"], "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b", "size": 106, "stopped": "none", "would": "review"}','sha256','fa8fbccc91e209902ccfe42f412c15a88404425ac1acb006f988980d6ec6d784','db9be438193c1b66e07504671e03259db5b76e0b4a074e92ca9705eeccd79f4c');
INSERT INTO "gate_audit" VALUES(11,'2026-11-30T12:18:27.837452+00:00','gate','gate','','scan.stopped','scan:7ad2aca703774246950fcaf0758e7522','stop','{"action": "escalate", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "63359fb957284b8c967e8550f5b7c9eb", "rules": ["mark/state-secret"], "sha256": "08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7", "size": 42, "stopped": "secret", "would": "stop"}','sha256','db9be438193c1b66e07504671e03259db5b76e0b4a074e92ca9705eeccd79f4c','d7a1ae9912de4da012540eebf9bcd6c0990273d7e947d9198bf92aa5cd874926');
INSERT INTO "gate_audit" VALUES(12,'2026-11-30T12:18:28.303355+00:00','gate','gate','','scan.decided','scan:0b7ff27717614bd39bf0c5f95d9bc781','incomplete','{"action": "review", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "63359fb957284b8c967e8550f5b7c9eb", "rules": [], "sha256": "d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66", "size": 300, "stopped": "none", "would": "incomplete"}','sha256','d7a1ae9912de4da012540eebf9bcd6c0990273d7e947d9198bf92aa5cd874926','e182dad42091d47ed9f2a73d064d28c9cf31c99d7f71971230c9642259ad9a1e');
INSERT INTO "gate_audit" VALUES(13,'2026-11-30T12:18:28.441513+00:00','63359fb957284b8c967e8550f5b7c9eb','handler','127.0.0.1','case.correct','case:330b276963c94725888eb3f529c6be47','done','{"after": "draft", "before": "draft", "for": "", "number": "2026-000001", "reason": false, "revision": 1, "role": "handler", "to": ""}','sha256','e182dad42091d47ed9f2a73d064d28c9cf31c99d7f71971230c9642259ad9a1e','376d2c7866680975341644a766f16c2793b0e5681dcf4f7b96ec03f4e7f788ca');
INSERT INTO "gate_audit" VALUES(14,'2026-11-30T12:18:28.513067+00:00','63359fb957284b8c967e8550f5b7c9eb','handler','127.0.0.1','case.submit','case:330b276963c94725888eb3f529c6be47','done','{"after": "department", "before": "draft", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "handler", "to": ""}','sha256','376d2c7866680975341644a766f16c2793b0e5681dcf4f7b96ec03f4e7f788ca','11151ee064c0cf2755c0eb5c7f9adb43906b8008f4b0a4d6f16af9243c324ac7');
INSERT INTO "gate_audit" VALUES(15,'2026-11-30T12:18:28.704004+00:00','5abf4912f83f4a968faaeda199b72575','department','127.0.0.1','case.agree','case:330b276963c94725888eb3f529c6be47','done','{"after": "office", "before": "department", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "department", "to": ""}','sha256','11151ee064c0cf2755c0eb5c7f9adb43906b8008f4b0a4d6f16af9243c324ac7','26d19be2ec61bdb0fd6777629a65af2182da83b74c4d0f2fcdb2854c74162b9d');
INSERT INTO "gate_audit" VALUES(16,'2026-11-30T12:18:28.811717+00:00','2218fa5ee548461a9889b04b317aa9bb','office','127.0.0.1','case.agree','case:330b276963c94725888eb3f529c6be47','done','{"after": "approved", "before": "office", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "office", "to": ""}','sha256','26d19be2ec61bdb0fd6777629a65af2182da83b74c4d0f2fcdb2854c74162b9d','2987ae5d58c5d751313b8b175cf6079e1fefbc7d186ff9d1be9a3a3b5d4c3c84');
INSERT INTO "gate_audit" VALUES(17,'2026-11-30T12:18:28.839480+00:00','2218fa5ee548461a9889b04b317aa9bb','office','127.0.0.1','approval.granted','approval:d06769f270674f649164764a1ff9269b','done','{"case": "330b276963c94725888eb3f529c6be47", "channels": ["email"], "copies": 1, "ground": "not_secret", "items": [{"sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "level": "none", "pack_in_force": true, "until": "2026-12-30T12:18:28.412522+00:00"}','sha256','2987ae5d58c5d751313b8b175cf6079e1fefbc7d186ff9d1be9a3a3b5d4c3c84','0f6900f8e42de87468ec8ffd448927a1ffa66c3f0a0673cf4aca6dd181887842');
INSERT INTO "gate_audit" VALUES(18,'2026-11-30T12:18:28.926624+00:00','db5007bfe5d64010911527f239a94c23','handler','127.0.0.1','release.reserved','release:622becece983446a8eb698a797dc49f5','done','{"case": "330b276963c94725888eb3f529c6be47", "channel": "email", "copies": 1, "door": "http", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}','sha256','0f6900f8e42de87468ec8ffd448927a1ffa66c3f0a0673cf4aca6dd181887842','bfa4abdf9c80e2afa38713e99e1b69037deb9fa6537bcef6bda4f797428a75e1');
CREATE TABLE gate_case_scans (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY ("case", revision, scan)
);
INSERT INTO "gate_case_scans" VALUES('330b276963c94725888eb3f529c6be47',1,'627fe2bdb6e54622ade5f0ad78b1eb53',0);
CREATE TABLE gate_cases (
	id VARCHAR(32) NOT NULL, 
	number VARCHAR(32) NOT NULL, 
	owner VARCHAR(32) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	revision INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	route TEXT NOT NULL, 
	title TEXT NOT NULL, 
	action VARCHAR(16) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	assignee VARCHAR(32) NOT NULL, 
	due VARCHAR(40) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	updated VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (number)
);
INSERT INTO "gate_cases" VALUES('330b276963c94725888eb3f529c6be47','2026-000001','63359fb957284b8c967e8550f5b7c9eb','approved',1,4,'["department", "office"]','合作资料','review','secret','','','2026-11-30T12:18:28.410803+00:00','2026-11-30T12:18:28.811095+00:00');
CREATE TABLE gate_changes (
	id VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	payload TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	asked_by VARCHAR(32) NOT NULL, 
	asked VARCHAR(40) NOT NULL, 
	settled_by VARCHAR(32) NOT NULL, 
	settled VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_clocks (
	id VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	"case" VARCHAR(32) NOT NULL, 
	note TEXT NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	started VARCHAR(40) NOT NULL, 
	due VARCHAR(40) NOT NULL, 
	settled VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_countersigns (
	id VARCHAR(32) NOT NULL, 
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	adviser VARCHAR(32) NOT NULL, 
	asked_by VARCHAR(32) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	opinion TEXT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_deliveries (
	id VARCHAR(32) NOT NULL, 
	target TEXT NOT NULL, 
	body TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	next VARCHAR(40) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_deputies (
	id VARCHAR(32) NOT NULL, 
	principal VARCHAR(32) NOT NULL, 
	deputy VARCHAR(32) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	until VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_false_alarms (
	id VARCHAR(32) NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	rule TEXT NOT NULL, 
	finding VARCHAR(64) NOT NULL, 
	reason TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	answer TEXT NOT NULL, 
	answered_by VARCHAR(32) NOT NULL, 
	answered VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_held (
	id VARCHAR(32) NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	"key" TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	until VARCHAR(40) NOT NULL, 
	destroyed VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE gate_history (
	id INTEGER NOT NULL, 
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	actor VARCHAR(32) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	standing_for VARCHAR(32) NOT NULL, 
	act VARCHAR(16) NOT NULL, 
	"before" VARCHAR(16) NOT NULL, 
	"after" VARCHAR(16) NOT NULL, 
	reason TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "gate_history" VALUES(1,'330b276963c94725888eb3f529c6be47',1,'2026-11-30T12:18:28.440636+00:00','63359fb957284b8c967e8550f5b7c9eb','handler','','correct','draft','draft','');
INSERT INTO "gate_history" VALUES(2,'330b276963c94725888eb3f529c6be47',1,'2026-11-30T12:18:28.512638+00:00','63359fb957284b8c967e8550f5b7c9eb','handler','','submit','draft','department','经审查同意');
INSERT INTO "gate_history" VALUES(3,'330b276963c94725888eb3f529c6be47',1,'2026-11-30T12:18:28.703469+00:00','5abf4912f83f4a968faaeda199b72575','department','','agree','department','office','经审查同意');
INSERT INTO "gate_history" VALUES(4,'330b276963c94725888eb3f529c6be47',1,'2026-11-30T12:18:28.811299+00:00','2218fa5ee548461a9889b04b317aa9bb','office','','agree','office','approved','经审查同意');
CREATE TABLE gate_once (
	account VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	status INTEGER NOT NULL, 
	reply TEXT NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY (account, "key")
);
CREATE TABLE gate_releases (
	id VARCHAR(32) NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	approval VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	"case" VARCHAR(32) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	recipients TEXT NOT NULL, 
	copies INTEGER NOT NULL, 
	channel VARCHAR(16) NOT NULL, 
	door VARCHAR(16) NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	note TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	expires VARCHAR(40) NOT NULL, 
	settled VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (token)
);
INSERT INTO "gate_releases" VALUES('622becece983446a8eb698a797dc49f5','1d52fa8098f340d7b92b62857a594f13ecc24523e09b44acd4bfe7b580254350','d06769f270674f649164764a1ff9269b',0,'330b276963c94725888eb3f529c6be47','463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','["acme ltd"]',1,'email','http','db5007bfe5d64010911527f239a94c23','reserved','','2026-11-30T12:18:28.902153+00:00','2026-11-30T12:19:28.902043+00:00','');
CREATE TABLE gate_revisions (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	PRIMARY KEY ("case", revision)
);
INSERT INTO "gate_revisions" VALUES('330b276963c94725888eb3f529c6be47',1,'63359fb957284b8c967e8550f5b7c9eb','2026-11-30T12:18:28.412555+00:00','{"agreement": "", "channels": ["email"], "copies": 1, "country": "某国", "declarations": {}, "items": [{"action": "review", "kind": "scan", "name": "地形图.txt", "rules": ["surveying/2020-18", "surveying/undetermined"], "scan": "627fe2bdb6e54622ade5f0ad78b1eb53", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "necessity": "", "project": "", "purpose": "联合研究", "recipients": ["ACME Ltd"], "scans": ["627fe2bdb6e54622ade5f0ad78b1eb53"], "title": "合作资料", "until": "2026-12-30T12:18:28.412522+00:00"}','{}');
CREATE TABLE gate_scans (
	id VARCHAR(32) NOT NULL, 
	owner VARCHAR(32) NOT NULL, 
	door VARCHAR(16) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	parent VARCHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	answer VARCHAR(16) NOT NULL, 
	would VARCHAR(16) NOT NULL, 
	action VARCHAR(16) NOT NULL, 
	complete INTEGER NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	stopped VARCHAR(16) NOT NULL, 
	level VARCHAR(16) NOT NULL, 
	rules TEXT NOT NULL, 
	recipients TEXT NOT NULL, 
	channel VARCHAR(16) NOT NULL, 
	declarations TEXT NOT NULL, 
	wishes TEXT NOT NULL, 
	report TEXT NOT NULL, 
	record TEXT NOT NULL, 
	proof TEXT NOT NULL, 
	pack TEXT NOT NULL, 
	spool VARCHAR(64) NOT NULL, 
	held VARCHAR(32) NOT NULL, 
	failure TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	finished VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "gate_scans" VALUES('6b8d4d6823b64805a778f77d75503da8','63359fb957284b8c967e8550f5b7c9eb','http','scan','','食堂.txt',72,'1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e','done','pass','pass','release',1,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","action":"release","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"release","clauses":[{"id":"clean","action":"release","why":"未发现需处理的内容。不等于不涉密，提供单位仍负审查责任","basis":"","reason":{"key":"clause.clean","values":{}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","findings":["()",[]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","release"],"clauses":["()",[["Clause",{"id":"clean","action":["Action","release"],"why":["Reason",{"key":"clause.clean","values":["()",[]]}],"basis":""}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:15.916863+00:00','2026-11-30T12:18:23.497816+00:00');
INSERT INTO "gate_scans" VALUES('627fe2bdb6e54622ade5f0ad78b1eb53','63359fb957284b8c967e8550f5b7c9eb','http','scan','','地形图.txt',106,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','done','review','review','review',1,'enforce','','secret','["surveying/2020-18", "surveying/undetermined"]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","action":"review","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[{"rule":"surveying/2020-18","kind":"item","domain":"surveying","level":"secret","title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres","basis":{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"},"bases":[{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行"},"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","context_at":2,"visible":true,"ocr":null,"also":[],"confidence":"high","state":null,"because":["词语 ███","map_scale ████ < 5000","area ██.█ > 25 km²","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words","values":{"words":{"list":[{"quote":"███","unit":""}]}}},{"key":"item.datum","values":{"kind":{"word":"map_scale"},"tests":{"key":"item.test","values":{"figure":{"quote":"████","unit":""},"limit":{"threshold":"< 5000","unit":""}}}}},{"key":"item.datum","values":{"kind":{"word":"area"},"tests":{"key":"item.test","values":{"figure":{"quote":"██.█","unit":""},"limit":{"threshold":"> 25","unit":"km²"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"process","techniques":["coarsen_scale"],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。"},"fingerprint":"os1:ee0a51964c995c06"},{"rule":"surveying/undetermined","kind":"item","domain":"surveying","level":"sensitive","title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","title_en":"Survey results kept back or going abroad that match no single item","basis":{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},"bases":[{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":"B"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行"},"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","context_at":0,"visible":true,"ocr":null,"also":[],"confidence":"medium","state":null,"because":["词语 ██、███（至少 2 个）","handover ██","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words_needed","values":{"words":{"list":[{"quote":"██","unit":""},{"quote":"███","unit":""}]},"n":{"count":2}}},{"key":"item.datum","values":{"kind":{"word":"handover"},"tests":{"quote":"██","unit":""}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"review","techniques":["reduce_precision","redact"],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。"},"fingerprint":"os1:909433ac5841e38f"}],"risk":{"score":0.739,"raised":true,"domain":"surveying","because":[{"where":{"member":["地形图.txt"],"part":"body","spot":"第1行"},"quote":"███:███████████████，████████.█████，██████。","features":["数字密集","用语“███”","用语“███”","用语“██████”"],"reasons":[{"key":"risk.look","values":{"look":{"word":"数字密集"}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"██████","unit":""}}}]}]},"verdict":{"action":"review","clauses":[{"id":"item.review","action":"review","why":"疑似敏感事项，须由人复核（1 处）","basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"},"n":{"count":1}}}},{"id":"item.undetermined","action":"review","why":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断（1 处）","basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"},"n":{"count":1}}}},{"id":"risk.raised","action":"review","why":"没有规则命中，但整体内容与敏感材料相近，须由人复核","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.row","values":{"why":{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}}}},{"id":"item.processable","action":"process","why":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定（1 处）","basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","findings":["()",[["Finding",{"rule":"surveying/2020-18","kind":["Kind","item"],"domain":"surveying","level":["Level","secret"],"title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","basis":["()",[["Basis",{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":["Certainty","A"]}]]],"matches":["()",[["Match",{"rule":"quantity/map_scale","kind":["Kind","quantity"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":"第1行"}],"segment":1,"spans":["()",[["Span",[2,34]]]],"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words","values":["()",[["()",["words",["()",[["Quote",{"text":"███","unit":""}]]]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"map_scale"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"████","unit":""}]]],["()",["limit",["Threshold",{"text":"< 5000","unit":""}]]]]]}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"area"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"██.█","unit":""}]]],["()",["limit",["Threshold",{"text":"> 25","unit":"km²"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","high"],"advice":["Advice",{"action":["Action","process"],"techniques":["()",["coarsen_scale"]],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。"}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres"}],["Finding",{"rule":"surveying/undetermined","kind":["Kind","item"],"domain":"surveying","level":["Level","sensitive"],"title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","basis":["()",[["Basis",{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":["Certainty","A"]}],["Basis",{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":["Certainty","B"]}]]],"matches":["()",[["Match",{"rule":"term/9672","kind":["Kind","term"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":"第1行"}],"segment":1,"spans":["()",[["Span",[0,37]]]],"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words_needed","values":["()",[["()",["words",["()",[["Quote",{"text":"██","unit":""}],["Quote",{"text":"███","unit":""}]]]]],["()",["n",["Count",{"number":2}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"handover"}]]],["()",["tests",["Quote",{"text":"██","unit":""}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","medium"],"advice":["Advice",{"action":["Action","review"],"techniques":["()",["reduce_precision","redact"]],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。"}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Survey results kept back or going abroad that match no single item"}]]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.739,"domain":"surveying","raised":true,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[["RiskReason",{"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":"第1行"}],"quote":"███:███████████████，████████.█████，██████。","features":["()",[["Reason",{"key":"risk.look","values":["()",[["()",["look",["Word",{"name":"数字密集"}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"██████","unit":""}]]]]]}]]]}]]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"item.review","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条"}],["Clause",{"id":"item.undetermined","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条"}],["Clause",{"id":"risk.raised","action":["Action","review"],"why":["Reason",{"key":"clause.row","values":["()",[["()",["why",["Ours",{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}],["Clause",{"id":"item.processable","action":["Action","process"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:23.608710+00:00','2026-11-30T12:18:27.136412+00:00');
INSERT INTO "gate_scans" VALUES('7ad2aca703774246950fcaf0758e7522','63359fb957284b8c967e8550f5b7c9eb','http','scan','','',42,'08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7','done','stop','stop','escalate',0,'enforce','secret','secret','["mark/state-secret"]','[]','','[]','{}','','','','','','','','2026-11-30T12:18:27.208934+00:00','2026-11-30T12:18:27.836278+00:00');
INSERT INTO "gate_scans" VALUES('0b7ff27717614bd39bf0c5f95d9bc781','63359fb957284b8c967e8550f5b7c9eb','http','scan','','空.bin',300,'d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66','done','incomplete','incomplete','review',0,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","action":"review","complete":false,"partial":false,"coverage":{"parts":2,"read":1,"inert":0,"gaps":[{"where":{"member":["空.bin"],"part":"body","spot":""},"reason":"unreadable","detail":"empty"}]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"review","clauses":[{"id":"gap.unread","action":"review","why":"有内容未能检查，不能据此放行（1 处）","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.counted","values":{"why":{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","findings":["()",[]],"gaps":["()",[["Gap",{"where":["Where",{"member":["()",["空.bin"]],"part":["Part","body"],"spot":""}],"reason":["GapReason","unreadable"],"detail":"empty","page":null}]]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":1,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"gap.unread","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:6c27d0a2810cc58d49d0a3333fe672ccc9ac37a5ff3c8abb5d12024a4441541d+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:27.962695+00:00','2026-11-30T12:18:28.302518+00:00');
CREATE TABLE gate_sessions (
	digest VARCHAR(64) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	csrf VARCHAR(64) NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	seen VARCHAR(40) NOT NULL, 
	expires VARCHAR(40) NOT NULL, 
	proved VARCHAR(40) NOT NULL, 
	source TEXT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "gate_sessions" VALUES('f530cac4b1066a10a83f9de09aafa892e854cc8b5c573106fae1a795bc62e5b6','63359fb957284b8c967e8550f5b7c9eb','9b59dede4e334cdcc5dc0bce6df17408','2026-11-30T12:18:15.714608+00:00','2026-11-30T12:18:15.714608+00:00','2026-11-30T20:18:15.714697+00:00','2026-11-30T12:18:15.714608+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('52fec70dd86edd7323983ae412969ac297762d05da854ad45dcc4a04608ea0f1','db5007bfe5d64010911527f239a94c23','45b28ae3fb0c74c5fbe0e72ea08fbcfc','2026-11-30T12:18:15.738632+00:00','2026-11-30T12:18:15.738632+00:00','2026-11-30T20:18:15.738707+00:00','2026-11-30T12:18:15.738632+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('2bd4c0c238abf2b7c7f50d281c66322b4a83364667569df44f48e2d957fe9f4d','5abf4912f83f4a968faaeda199b72575','ca91e425e6851fbba9247b2df259ee8f','2026-11-30T12:18:15.764596+00:00','2026-11-30T12:18:15.764596+00:00','2026-11-30T20:18:15.764674+00:00','2026-11-30T12:18:15.764596+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('03e278613ca325243fa921951ced952b15c4e60f8abff5a1492407ce529a2059','10c92f2461374f908efe4e317be627f0','144c3ce81b0d017f437b1507b9ef2cce','2026-11-30T12:18:15.789433+00:00','2026-11-30T12:18:15.789433+00:00','2026-11-30T20:18:15.789508+00:00','2026-11-30T12:18:15.789433+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('2b418f5b3bb4dc7fd5fffe92329e61a461a065fcc1d0fdf0c169d7da0fa28420','2218fa5ee548461a9889b04b317aa9bb','d0aa0f7046e44284fb38b01c1e9d5f30','2026-11-30T12:18:15.818865+00:00','2026-11-30T12:18:15.818865+00:00','2026-11-30T20:18:15.818928+00:00','2026-11-30T12:18:15.818865+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('7603a976502c0026f2589863d458c10edae7e9e806d9f033bab6195cedad6c08','48ffd7da7eb74d74b2f9a73b1d3a7c68','bec2ec3dcb1f465009110d2a00cc9cb2','2026-11-30T12:18:15.845814+00:00','2026-11-30T12:18:15.845814+00:00','2026-11-30T20:18:15.845888+00:00','2026-11-30T12:18:15.845814+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('87a598c0aee1186a1c5a5a2ec057556ce66ca0a54ee601caf341785b9a1fc293','cdf0f66504fc4023bf908a5f8b340abc','d4c0ce6cc22b686685c030a697ae3d06','2026-11-30T12:18:15.867202+00:00','2026-11-30T12:18:15.867202+00:00','2026-11-30T20:18:15.867278+00:00','2026-11-30T12:18:15.867202+00:00','127.0.0.1');
CREATE TABLE gate_settings (
	"key" VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE gate_throttle (
	"key" VARCHAR(64) NOT NULL, 
	failures INTEGER NOT NULL, 
	last VARCHAR(40) NOT NULL, 
	until VARCHAR(40) NOT NULL, 
	PRIMARY KEY ("key")
);
CREATE TABLE gate_tokens (
	id VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	label TEXT NOT NULL, 
	scopes TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	expires VARCHAR(40) NOT NULL, 
	revoked VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
CREATE TABLE gate_touched (
	"case" VARCHAR(32) NOT NULL, 
	account VARCHAR(32) NOT NULL, 
	how VARCHAR(16) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	PRIMARY KEY ("case", account, how)
);
INSERT INTO "gate_touched" VALUES('330b276963c94725888eb3f529c6be47','63359fb957284b8c967e8550f5b7c9eb','uploaded','2026-11-30T12:18:28.413993+00:00');
INSERT INTO "gate_touched" VALUES('330b276963c94725888eb3f529c6be47','63359fb957284b8c967e8550f5b7c9eb','drafted','2026-11-30T12:18:28.439855+00:00');
INSERT INTO "gate_touched" VALUES('330b276963c94725888eb3f529c6be47','63359fb957284b8c967e8550f5b7c9eb','submitted','2026-11-30T12:18:28.512021+00:00');
CREATE TABLE gate_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT gate_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "gate_version" VALUES('0001');
CREATE TABLE job (
	id INTEGER NOT NULL, 
	queue VARCHAR(64) NOT NULL, 
	rank INTEGER NOT NULL, 
	ref BIGINT NOT NULL, 
	payload TEXT DEFAULT '' NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	worker VARCHAR(200) DEFAULT '' NOT NULL, 
	due FLOAT DEFAULT '0' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE jobs_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT jobs_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "jobs_version" VALUES('0001');
CREATE TABLE worker (
	name VARCHAR(200) NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	host VARCHAR(200) NOT NULL, 
	began FLOAT NOT NULL, 
	beat FLOAT NOT NULL, 
	told TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (name)
);
CREATE INDEX job_order ON job (queue, rank, id);
CREATE UNIQUE INDEX job_ref ON job (queue, ref);
CREATE INDEX ix_gate_sessions_account ON gate_sessions (account);
CREATE INDEX ix_gate_tokens_account ON gate_tokens (account);
CREATE INDEX ix_gate_held_until ON gate_held (until);
CREATE INDEX ix_gate_deliveries_state ON gate_deliveries (state);
CREATE INDEX ix_gate_false_alarms_rule ON gate_false_alarms (rule);
CREATE INDEX gate_scans_owner ON gate_scans (owner, created);
CREATE INDEX gate_scans_sha256 ON gate_scans (sha256);
CREATE INDEX gate_scans_state ON gate_scans (state);
CREATE INDEX ix_gate_cases_owner ON gate_cases (owner);
CREATE INDEX ix_gate_cases_state ON gate_cases (state);
CREATE INDEX ix_gate_history_case ON gate_history ("case");
CREATE INDEX ix_gate_countersigns_case ON gate_countersigns ("case");
CREATE INDEX gate_case_scans_scan ON gate_case_scans (scan);
CREATE INDEX ix_gate_approvals_case ON gate_approvals ("case");
CREATE INDEX ix_gate_approvals_state ON gate_approvals (state);
CREATE INDEX ix_gate_approved_sha256 ON gate_approved (sha256);
CREATE INDEX ix_gate_releases_case ON gate_releases ("case");
CREATE INDEX ix_gate_releases_state ON gate_releases (state);
CREATE INDEX ix_gate_releases_approval ON gate_releases (approval);
CREATE INDEX ix_gate_audit_thing ON gate_audit (thing);
CREATE TRIGGER gate_audit_no_update BEFORE UPDATE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER gate_audit_no_delete BEFORE DELETE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
COMMIT;
