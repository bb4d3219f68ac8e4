-- gate-0001, made by commit 0dc1fdf
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
INSERT INTO "gate_accounts" VALUES('86ea09a5fcbc41ecb32b51c3327ae228','handler','handler','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.414703+00:00');
INSERT INTO "gate_accounts" VALUES('a0f2043b2c164865a5f44aa8df23bdda','other','other','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.482728+00:00');
INSERT INTO "gate_accounts" VALUES('fb12778670e545e1a95a697e82fd235e','department','department','一室','["department"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.522669+00:00');
INSERT INTO "gate_accounts" VALUES('9df6025cc6b6417391d1b4c31b6bdd99','business','business','一室','["business"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.554756+00:00');
INSERT INTO "gate_accounts" VALUES('d625f518f23a4e6885410d0b6d1e67ac','office','office','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.585878+00:00');
INSERT INTO "gate_accounts" VALUES('13f41cc75a344999940fecb85efaa151','office2','office2','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.626325+00:00');
INSERT INTO "gate_accounts" VALUES('a289d35272074535a653fa0811a53f55','leader','leader','一室','["leader"]','local','$argon2id$v=19$m=19456,t=2,p=1$QcTCIrQVxYw/85qCSGXcfQ$I0+G00fGztbozX7LH6mKU1L8dxbRx8juQuHTIg3J4RM','active',0,'zh-CN','2026-11-30T12:18:38.664562+00:00');
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
INSERT INTO "gate_approvals" VALUES('6c4b3861085642d29fedcc019ca59b8b','9d9d66c8a6ba453780eca80a70dde9e7',1,'active','','["acme ltd"]','["email"]',1,'2026-12-30T12:18:52.941929+00:00','4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945','not_secret','none','d625f518f23a4e6885410d0b6d1e67ac','2026-11-30T12:18:53.233558+00:00');
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
INSERT INTO "gate_approved" VALUES('6c4b3861085642d29fedcc019ca59b8b',0,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','d07626b916a94adaaad006374b98e41b','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','review',1);
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
INSERT INTO "gate_audit" VALUES(1,'2026-11-30T12:18:38.293828+00:00','gate','gate','','audit.opened','audit','done','{"chain": "9cb1bcd6f0ac2c0556bf4d162076a5ac"}','sha256','0000000000000000000000000000000000000000000000000000000000000000','8a3c2188218804e52c1b719d8b01800474d0eb2678bc3fe82c4769eb7893027d');
INSERT INTO "gate_audit" VALUES(2,'2026-11-30T12:18:38.467367+00:00','86ea09a5fcbc41ecb32b51c3327ae228','handler','127.0.0.1','session.begun','account:86ea09a5fcbc41ecb32b51c3327ae228','done','{}','sha256','8a3c2188218804e52c1b719d8b01800474d0eb2678bc3fe82c4769eb7893027d','5b9af3414b8cfd213cc19e7f4b95b7d4b4624498b1f68514faa28ca70998c7e5');
INSERT INTO "gate_audit" VALUES(3,'2026-11-30T12:18:38.504278+00:00','a0f2043b2c164865a5f44aa8df23bdda','handler','127.0.0.1','session.begun','account:a0f2043b2c164865a5f44aa8df23bdda','done','{}','sha256','5b9af3414b8cfd213cc19e7f4b95b7d4b4624498b1f68514faa28ca70998c7e5','d25efc8609237587789534422dc5989994a1b363c8474f030097b366ab1af666');
INSERT INTO "gate_audit" VALUES(4,'2026-11-30T12:18:38.528418+00:00','fb12778670e545e1a95a697e82fd235e','department','127.0.0.1','session.begun','account:fb12778670e545e1a95a697e82fd235e','done','{}','sha256','d25efc8609237587789534422dc5989994a1b363c8474f030097b366ab1af666','2eaeb185bfce76f7701c740d6dba899ddff7e3f24cb79635b1e4cede9cd7b7c9');
INSERT INTO "gate_audit" VALUES(5,'2026-11-30T12:18:38.572033+00:00','9df6025cc6b6417391d1b4c31b6bdd99','business','127.0.0.1','session.begun','account:9df6025cc6b6417391d1b4c31b6bdd99','done','{}','sha256','2eaeb185bfce76f7701c740d6dba899ddff7e3f24cb79635b1e4cede9cd7b7c9','8b2db6b062ab47841f4865d5f4f45545001ca1e40de4fdd8df9c5ac05d92d4cf');
INSERT INTO "gate_audit" VALUES(6,'2026-11-30T12:18:38.607618+00:00','d625f518f23a4e6885410d0b6d1e67ac','office','127.0.0.1','session.begun','account:d625f518f23a4e6885410d0b6d1e67ac','done','{}','sha256','8b2db6b062ab47841f4865d5f4f45545001ca1e40de4fdd8df9c5ac05d92d4cf','fdcb359ddaa47de83d08777e4fbd71eefa83c3086e92f69856af001f9a030168');
INSERT INTO "gate_audit" VALUES(7,'2026-11-30T12:18:38.640765+00:00','13f41cc75a344999940fecb85efaa151','office','127.0.0.1','session.begun','account:13f41cc75a344999940fecb85efaa151','done','{}','sha256','fdcb359ddaa47de83d08777e4fbd71eefa83c3086e92f69856af001f9a030168','4047fb6fd7b15ca0eaafd62b20ee3c775154a9a849d5f0fea571c2ec8ee9b3ea');
INSERT INTO "gate_audit" VALUES(8,'2026-11-30T12:18:38.683990+00:00','a289d35272074535a653fa0811a53f55','leader','127.0.0.1','session.begun','account:a289d35272074535a653fa0811a53f55','done','{}','sha256','4047fb6fd7b15ca0eaafd62b20ee3c775154a9a849d5f0fea571c2ec8ee9b3ea','9811558bbc567ca25c93586aad98c2f75d39b9e7911c8ea35cac9a8668d67fb2');
INSERT INTO "gate_audit" VALUES(9,'2026-11-30T12:18:48.810787+00:00','gate','gate','','scan.decided','scan:065a4287ba574469a4a03b7616303c7c','pass','{"action": "release", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "86ea09a5fcbc41ecb32b51c3327ae228", "rules": [], "sha256": "1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e", "size": 72, "stopped": "none", "would": "pass"}','sha256','9811558bbc567ca25c93586aad98c2f75d39b9e7911c8ea35cac9a8668d67fb2','b6ace5d724da7a7ac29ae8bc8a52bc4f62b2557b3c2cebc47cdb6912f1857fe9');
INSERT INTO "gate_audit" VALUES(10,'2026-11-30T12:18:51.921985+00:00','gate','gate','','scan.decided','scan:d07626b916a94adaaad006374b98e41b','review','{"action": "review", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "86ea09a5fcbc41ecb32b51c3327ae228", "rules": ["surveying/2020-18", "surveying/undetermined"], "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b", "size": 106, "stopped": "none", "would": "review"}','sha256','b6ace5d724da7a7ac29ae8bc8a52bc4f62b2557b3c2cebc47cdb6912f1857fe9','efa4ac2e20913262f8efdeb8f5e052275194bf391a398144321d4c6e34eba9ce');
INSERT INTO "gate_audit" VALUES(11,'2026-11-30T12:18:52.398789+00:00','gate','gate','','scan.stopped','scan:96443dd8c75542829dda0107f748c0d1','stop','{"action": "escalate", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "86ea09a5fcbc41ecb32b51c3327ae228", "rules": ["mark/state-secret"], "sha256": "08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7", "size": 42, "stopped": "secret", "would": "stop"}','sha256','efa4ac2e20913262f8efdeb8f5e052275194bf391a398144321d4c6e34eba9ce','7f27e3a06056a00453eb65e0a599febeaead4ed4fea3a1ba2e0915b29d5ffc54');
INSERT INTO "gate_audit" VALUES(12,'2026-11-30T12:18:52.891532+00:00','gate','gate','','scan.decided','scan:143c56768ea94aaaae9123f4155b43bb','incomplete','{"action": "review", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "86ea09a5fcbc41ecb32b51c3327ae228", "rules": [], "sha256": "d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66", "size": 300, "stopped": "none", "would": "incomplete"}','sha256','7f27e3a06056a00453eb65e0a599febeaead4ed4fea3a1ba2e0915b29d5ffc54','ca131c7fee8a9a5e54db09c0cb09ea7ecdfcb6d68caf41c9a0cc51c94c8e7180');
INSERT INTO "gate_audit" VALUES(13,'2026-11-30T12:18:52.968055+00:00','86ea09a5fcbc41ecb32b51c3327ae228','handler','127.0.0.1','case.correct','case:9d9d66c8a6ba453780eca80a70dde9e7','done','{"after": "draft", "before": "draft", "for": "", "number": "2026-000001", "reason": false, "revision": 1, "role": "handler", "to": ""}','sha256','ca131c7fee8a9a5e54db09c0cb09ea7ecdfcb6d68caf41c9a0cc51c94c8e7180','d45d11e218784e538eb3d98b034fd1326c78d5c9b0de1fbe3b778aa728b33706');
INSERT INTO "gate_audit" VALUES(14,'2026-11-30T12:18:53.029664+00:00','86ea09a5fcbc41ecb32b51c3327ae228','handler','127.0.0.1','case.submit','case:9d9d66c8a6ba453780eca80a70dde9e7','done','{"after": "department", "before": "draft", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "handler", "to": ""}','sha256','d45d11e218784e538eb3d98b034fd1326c78d5c9b0de1fbe3b778aa728b33706','a767f9b54fcc09799a430fdc134bf73ebd4b75e12695e3c3d5b3981d80fda055');
INSERT INTO "gate_audit" VALUES(15,'2026-11-30T12:18:53.137968+00:00','fb12778670e545e1a95a697e82fd235e','department','127.0.0.1','case.agree','case:9d9d66c8a6ba453780eca80a70dde9e7','done','{"after": "office", "before": "department", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "department", "to": ""}','sha256','a767f9b54fcc09799a430fdc134bf73ebd4b75e12695e3c3d5b3981d80fda055','ea6a979dad454962e14a440f266e707c3b1d9ed5300bfb02f95afc403d4862e1');
INSERT INTO "gate_audit" VALUES(16,'2026-11-30T12:18:53.232224+00:00','d625f518f23a4e6885410d0b6d1e67ac','office','127.0.0.1','case.agree','case:9d9d66c8a6ba453780eca80a70dde9e7','done','{"after": "approved", "before": "office", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "office", "to": ""}','sha256','ea6a979dad454962e14a440f266e707c3b1d9ed5300bfb02f95afc403d4862e1','7a8accfaed56d9fa36689989a188f9a4d63ba2b25add045138f75a29c85c1b4b');
INSERT INTO "gate_audit" VALUES(17,'2026-11-30T12:18:53.251458+00:00','d625f518f23a4e6885410d0b6d1e67ac','office','127.0.0.1','approval.granted','approval:6c4b3861085642d29fedcc019ca59b8b','done','{"case": "9d9d66c8a6ba453780eca80a70dde9e7", "channels": ["email"], "copies": 1, "ground": "not_secret", "items": [{"sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "level": "none", "pack_in_force": true, "until": "2026-12-30T12:18:52.941929+00:00"}','sha256','7a8accfaed56d9fa36689989a188f9a4d63ba2b25add045138f75a29c85c1b4b','a24f0cbdcee83fd148b0074b595a3d82bc8de7aa4d8d209773696d2e802c2f9e');
INSERT INTO "gate_audit" VALUES(18,'2026-11-30T12:18:53.306489+00:00','a0f2043b2c164865a5f44aa8df23bdda','handler','127.0.0.1','release.reserved','release:3425b4201ef645d38ab777bc3d0e1c0e','done','{"case": "9d9d66c8a6ba453780eca80a70dde9e7", "channel": "email", "copies": 1, "door": "http", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}','sha256','a24f0cbdcee83fd148b0074b595a3d82bc8de7aa4d8d209773696d2e802c2f9e','c1756743f219d533ba9ba38a31a2d18e984fb2b53329f863f908cf3529ad8f73');
CREATE TABLE gate_case_scans (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY ("case", revision, scan)
);
INSERT INTO "gate_case_scans" VALUES('9d9d66c8a6ba453780eca80a70dde9e7',1,'d07626b916a94adaaad006374b98e41b',0);
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
INSERT INTO "gate_cases" VALUES('9d9d66c8a6ba453780eca80a70dde9e7','2026-000001','86ea09a5fcbc41ecb32b51c3327ae228','approved',1,4,'["department", "office"]','合作资料','review','secret','','','2026-11-30T12:18:52.940441+00:00','2026-11-30T12:18:53.231568+00:00');
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
INSERT INTO "gate_history" VALUES(1,'9d9d66c8a6ba453780eca80a70dde9e7',1,'2026-11-30T12:18:52.967021+00:00','86ea09a5fcbc41ecb32b51c3327ae228','handler','','correct','draft','draft','');
INSERT INTO "gate_history" VALUES(2,'9d9d66c8a6ba453780eca80a70dde9e7',1,'2026-11-30T12:18:53.029194+00:00','86ea09a5fcbc41ecb32b51c3327ae228','handler','','submit','draft','department','经审查同意');
INSERT INTO "gate_history" VALUES(3,'9d9d66c8a6ba453780eca80a70dde9e7',1,'2026-11-30T12:18:53.137524+00:00','fb12778670e545e1a95a697e82fd235e','department','','agree','department','office','经审查同意');
INSERT INTO "gate_history" VALUES(4,'9d9d66c8a6ba453780eca80a70dde9e7',1,'2026-11-30T12:18:53.231806+00:00','d625f518f23a4e6885410d0b6d1e67ac','office','','agree','office','approved','经审查同意');
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
INSERT INTO "gate_releases" VALUES('3425b4201ef645d38ab777bc3d0e1c0e','8d8abf49ebc808e211afa0496ce23d59528f5e94f0abd4e9f196bb518e741eaf','6c4b3861085642d29fedcc019ca59b8b',0,'9d9d66c8a6ba453780eca80a70dde9e7','463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','["acme ltd"]',1,'email','http','a0f2043b2c164865a5f44aa8df23bdda','reserved','','2026-11-30T12:18:53.284648+00:00','2026-11-30T12:19:53.284594+00:00','');
CREATE TABLE gate_revisions (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	PRIMARY KEY ("case", revision)
);
INSERT INTO "gate_revisions" VALUES('9d9d66c8a6ba453780eca80a70dde9e7',1,'86ea09a5fcbc41ecb32b51c3327ae228','2026-11-30T12:18:52.941963+00:00','{"agreement": "", "channels": ["email"], "copies": 1, "country": "某国", "declarations": {}, "items": [{"action": "review", "kind": "scan", "name": "地形图.txt", "rules": ["surveying/2020-18", "surveying/undetermined"], "scan": "d07626b916a94adaaad006374b98e41b", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "necessity": "", "project": "", "purpose": "联合研究", "recipients": ["ACME Ltd"], "scans": ["d07626b916a94adaaad006374b98e41b"], "title": "合作资料", "until": "2026-12-30T12:18:52.941929+00:00"}','{}');
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
INSERT INTO "gate_scans" VALUES('065a4287ba574469a4a03b7616303c7c','86ea09a5fcbc41ecb32b51c3327ae228','http','scan','','食堂.txt',72,'1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e','done','pass','pass','release',1,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","action":"release","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"release","clauses":[{"id":"clean","action":"release","why":"未发现需处理的内容。不等于不涉密，提供单位仍负审查责任","basis":"","reason":{"key":"clause.clean","values":{}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","findings":["()",[]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","release"],"clauses":["()",[["Clause",{"id":"clean","action":["Action","release"],"why":["Reason",{"key":"clause.clean","values":["()",[]]}],"basis":""}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:38.753442+00:00','2026-11-30T12:18:48.801243+00:00');
INSERT INTO "gate_scans" VALUES('d07626b916a94adaaad006374b98e41b','86ea09a5fcbc41ecb32b51c3327ae228','http','scan','','地形图.txt',106,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','done','review','review','review',1,'enforce','','secret','["surveying/2020-18", "surveying/undetermined"]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","action":"review","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[{"rule":"surveying/2020-18","kind":"item","domain":"surveying","level":"secret","title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres","basis":{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"},"bases":[{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","context_at":2,"visible":true,"ocr":null,"also":[],"confidence":"high","state":null,"because":["词语 ███","map_scale ████ < 5000","area ██.█ > 25 km²","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words","values":{"words":{"list":[{"quote":"███","unit":""}]}}},{"key":"item.datum","values":{"kind":{"word":"map_scale"},"tests":{"key":"item.test","values":{"figure":{"quote":"████","unit":""},"limit":{"threshold":"< 5000","unit":""}}}}},{"key":"item.datum","values":{"kind":{"word":"area"},"tests":{"key":"item.test","values":{"figure":{"quote":"██.█","unit":""},"limit":{"threshold":"> 25","unit":"km²"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","ask_en":"Has it been published, or is the contiguous area really no larger than 25 square kilometres?","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"process","techniques":["coarsen_scale"],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。","approver_en":"provincial natural resources authority","note_en":"Crop to within 25 contiguous square kilometres; several batches for one recipient count together (Law on Guarding State Secrets, art. 36)."},"fingerprint":"os1:ee0a51964c995c06"},{"rule":"surveying/undetermined","kind":"item","domain":"surveying","level":"sensitive","title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","title_en":"Survey results kept back or going abroad that match no single item","basis":{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},"bases":[{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":"B"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","context_at":0,"visible":true,"ocr":null,"also":[],"confidence":"medium","state":null,"because":["词语 ██、███（至少 2 个）","handover ██","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words_needed","values":{"words":{"list":[{"quote":"██","unit":""},{"quote":"███","unit":""}]},"n":{"count":2}}},{"key":"item.datum","values":{"kind":{"word":"handover"},"tests":{"quote":"██","unit":""}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","ask_en":"Has it been published, or has the authority found that it is not classified?","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"review","techniques":["reduce_precision","redact"],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。","approver_en":"surveying authority at provincial level or above","note_en":"New results without a level are kept as classified; provide them after the authority has decided."},"fingerprint":"os1:909433ac5841e38f"}],"risk":{"score":0.739,"raised":true,"domain":"surveying","because":[{"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"███:███████████████，████████.█████，██████。","features":["数字密集","用语“███”","用语“███”","用语“██████”"],"reasons":[{"key":"risk.look","values":{"look":{"word":"数字密集"}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"██████","unit":""}}}]}]},"verdict":{"action":"review","clauses":[{"id":"item.review","action":"review","why":"疑似敏感事项，须由人复核（1 处）","basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"},"n":{"count":1}}}},{"id":"item.undetermined","action":"review","why":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断（1 处）","basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"},"n":{"count":1}}}},{"id":"risk.raised","action":"review","why":"没有规则命中，但整体内容与敏感材料相近，须由人复核","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.row","values":{"why":{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}}}},{"id":"item.processable","action":"process","why":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定（1 处）","basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","findings":["()",[["Finding",{"rule":"surveying/2020-18","kind":["Kind","item"],"domain":"surveying","level":["Level","secret"],"title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","basis":["()",[["Basis",{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":["Certainty","A"]}]]],"matches":["()",[["Match",{"rule":"quantity/map_scale","kind":["Kind","quantity"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"segment":1,"spans":["()",[["Span",[2,34]]]],"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words","values":["()",[["()",["words",["()",[["Quote",{"text":"███","unit":""}]]]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"map_scale"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"████","unit":""}]]],["()",["limit",["Threshold",{"text":"< 5000","unit":""}]]]]]}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"area"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"██.█","unit":""}]]],["()",["limit",["Threshold",{"text":"> 25","unit":"km²"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","high"],"advice":["Advice",{"action":["Action","process"],"techniques":["()",["coarsen_scale"]],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。","approver_en":"provincial natural resources authority","note_en":"Crop to within 25 contiguous square kilometres; several batches for one recipient count together (Law on Guarding State Secrets, art. 36)."}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres","ask_en":"Has it been published, or is the contiguous area really no larger than 25 square kilometres?"}],["Finding",{"rule":"surveying/undetermined","kind":["Kind","item"],"domain":"surveying","level":["Level","sensitive"],"title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","basis":["()",[["Basis",{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":["Certainty","A"]}],["Basis",{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":["Certainty","B"]}]]],"matches":["()",[["Match",{"rule":"term/9672","kind":["Kind","term"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"segment":1,"spans":["()",[["Span",[0,37]]]],"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words_needed","values":["()",[["()",["words",["()",[["Quote",{"text":"██","unit":""}],["Quote",{"text":"███","unit":""}]]]]],["()",["n",["Count",{"number":2}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"handover"}]]],["()",["tests",["Quote",{"text":"██","unit":""}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","medium"],"advice":["Advice",{"action":["Action","review"],"techniques":["()",["reduce_precision","redact"]],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。","approver_en":"surveying authority at provincial level or above","note_en":"New results without a level are kept as classified; provide them after the authority has decided."}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Survey results kept back or going abroad that match no single item","ask_en":"Has it been published, or has the authority found that it is not classified?"}]]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.739,"domain":"surveying","raised":true,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[["RiskReason",{"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"quote":"███:███████████████，████████.█████，██████。","features":["()",[["Reason",{"key":"risk.look","values":["()",[["()",["look",["Word",{"name":"数字密集"}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"██████","unit":""}]]]]]}]]]}]]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"item.review","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条"}],["Clause",{"id":"item.undetermined","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条"}],["Clause",{"id":"risk.raised","action":["Action","review"],"why":["Reason",{"key":"clause.row","values":["()",[["()",["why",["Ours",{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}],["Clause",{"id":"item.processable","action":["Action","process"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:48.880961+00:00','2026-11-30T12:18:51.901799+00:00');
INSERT INTO "gate_scans" VALUES('96443dd8c75542829dda0107f748c0d1','86ea09a5fcbc41ecb32b51c3327ae228','http','scan','','',42,'08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7','done','stop','stop','escalate',0,'enforce','secret','secret','["mark/state-secret"]','[]','','[]','{}','','','','','','','','2026-11-30T12:18:51.949338+00:00','2026-11-30T12:18:52.393184+00:00');
INSERT INTO "gate_scans" VALUES('143c56768ea94aaaae9123f4155b43bb','86ea09a5fcbc41ecb32b51c3327ae228','http','scan','','空.bin',300,'d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66','done','incomplete','incomplete','review',0,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","action":"review","complete":false,"partial":false,"coverage":{"parts":2,"read":1,"inert":0,"gaps":[{"where":{"member":["空.bin"],"part":"body","spot":""},"reason":"unreadable","detail":"empty"}]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"review","clauses":[{"id":"gap.unread","action":"review","why":"有内容未能检查，不能据此放行（1 处）","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.counted","values":{"why":{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","findings":["()",[]],"gaps":["()",[["Gap",{"where":["Where",{"member":["()",["空.bin"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[]]}],"around":["Spot",{"steps":["()",[]]}]}],"reason":["GapReason","unreadable"],"detail":"empty","page":null}]]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":1,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"gap.unread","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:18:52.470704+00:00','2026-11-30T12:18:52.890495+00:00');
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
INSERT INTO "gate_sessions" VALUES('2987e4bdd47ed3ac2b9380c86c38adf6d7d0ee755d81516d57270df3c86c00d5','86ea09a5fcbc41ecb32b51c3327ae228','d3e8a78adf548ed470db15bb967f311c','2026-11-30T12:18:38.435621+00:00','2026-11-30T12:18:38.435621+00:00','2026-11-30T20:18:38.435702+00:00','2026-11-30T12:18:38.435621+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('0728d8f6c63c0042ffbecea37027d4844f37c8df5ae2e9731a66038550e8ca66','a0f2043b2c164865a5f44aa8df23bdda','5e6f701aa287e72e5efe603ae6bdbc6c','2026-11-30T12:18:38.502666+00:00','2026-11-30T12:18:38.502666+00:00','2026-11-30T20:18:38.502751+00:00','2026-11-30T12:18:38.502666+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('37e8c16824597961e5a6e93dbd9981234f6aaea91bf798c54ad463d770842644','fb12778670e545e1a95a697e82fd235e','bac769080e69707652be22ba60c3e749','2026-11-30T12:18:38.525870+00:00','2026-11-30T12:18:38.525870+00:00','2026-11-30T20:18:38.525926+00:00','2026-11-30T12:18:38.525870+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('690ed573ac44c41f4bc1a59d4d342a1cc056ee0c5aab60963969b71ed0d80922','9df6025cc6b6417391d1b4c31b6bdd99','2c5f8620b4b0ea73bd649e555b67ce4b','2026-11-30T12:18:38.570701+00:00','2026-11-30T12:18:38.570701+00:00','2026-11-30T20:18:38.570802+00:00','2026-11-30T12:18:38.570701+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('77f2c1269f23150aa5525c66deaf8219e967c07ea9d5f192d4ad5360276fb1de','d625f518f23a4e6885410d0b6d1e67ac','879903e64be51b9388935f2c20dc3e2e','2026-11-30T12:18:38.606184+00:00','2026-11-30T12:18:38.606184+00:00','2026-11-30T20:18:38.606264+00:00','2026-11-30T12:18:38.606184+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('2061571d63ab1fb35530bb3c2578b197cafdc96d6fd5120441038b4e9cf03c69','13f41cc75a344999940fecb85efaa151','e308be78b708c6fb85e4444c9288c6c9','2026-11-30T12:18:38.638597+00:00','2026-11-30T12:18:38.638597+00:00','2026-11-30T20:18:38.638677+00:00','2026-11-30T12:18:38.638597+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('8d07eedcd2d76cd3adf9a01ad4a43f9e107cf39be36c242d1895910bf422b8c3','a289d35272074535a653fa0811a53f55','0730ae6b78c224b8c2aca4cb7f82998d','2026-11-30T12:18:38.682621+00:00','2026-11-30T12:18:38.682621+00:00','2026-11-30T20:18:38.682699+00:00','2026-11-30T12:18:38.682621+00:00','127.0.0.1');
CREATE TABLE gate_settings (
	"key" VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "gate_settings" VALUES('vault:c033c9dce95554c9','0fc83082ebb57ec7');
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
INSERT INTO "gate_touched" VALUES('9d9d66c8a6ba453780eca80a70dde9e7','86ea09a5fcbc41ecb32b51c3327ae228','uploaded','2026-11-30T12:18:52.952587+00:00');
INSERT INTO "gate_touched" VALUES('9d9d66c8a6ba453780eca80a70dde9e7','86ea09a5fcbc41ecb32b51c3327ae228','drafted','2026-11-30T12:18:52.953738+00:00');
INSERT INTO "gate_touched" VALUES('9d9d66c8a6ba453780eca80a70dde9e7','86ea09a5fcbc41ecb32b51c3327ae228','submitted','2026-11-30T12:18:53.021888+00:00');
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
CREATE INDEX ix_gate_cases_state ON gate_cases (state);
CREATE INDEX ix_gate_cases_owner ON gate_cases (owner);
CREATE INDEX ix_gate_history_case ON gate_history ("case");
CREATE INDEX ix_gate_countersigns_case ON gate_countersigns ("case");
CREATE INDEX gate_case_scans_scan ON gate_case_scans (scan);
CREATE INDEX ix_gate_approvals_state ON gate_approvals (state);
CREATE INDEX ix_gate_approvals_case ON gate_approvals ("case");
CREATE INDEX ix_gate_approved_sha256 ON gate_approved (sha256);
CREATE INDEX ix_gate_releases_case ON gate_releases ("case");
CREATE INDEX ix_gate_releases_state ON gate_releases (state);
CREATE INDEX ix_gate_releases_approval ON gate_releases (approval);
CREATE INDEX ix_gate_audit_thing ON gate_audit (thing);
CREATE TRIGGER gate_audit_no_update BEFORE UPDATE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER gate_audit_no_delete BEFORE DELETE ON gate_audit BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
COMMIT;
