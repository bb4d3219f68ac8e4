-- gate-0002, made by commit ec877d6
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
INSERT INTO "gate_accounts" VALUES('4430511f2603490084d511e11e60fc9a','handler','handler','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:01.802752+00:00');
INSERT INTO "gate_accounts" VALUES('f87a74d234dd42d19ddbdad35e6d26c1','other','other','一室','["handler"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:01.866847+00:00');
INSERT INTO "gate_accounts" VALUES('6e10d9cfd78a4f8bbbaef719f1298d71','department','department','一室','["department"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:01.902744+00:00');
INSERT INTO "gate_accounts" VALUES('ad91a3b0a2a2478c97d7778d86b04319','business','business','一室','["business"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:01.946747+00:00');
INSERT INTO "gate_accounts" VALUES('4b32dcb764c2449db62054b11ee24804','office','office','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:01.971121+00:00');
INSERT INTO "gate_accounts" VALUES('571e7358966543b4bb28c22ad74e16bf','office2','office2','一室','["office"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:02.010686+00:00');
INSERT INTO "gate_accounts" VALUES('3da5659855da401ba2bd09ac009ecf14','leader','leader','一室','["leader"]','local','$argon2id$v=19$m=19456,t=2,p=1$uhYVtUJ987rK6FwY/OziDg$ZnOvFlj5kjOxkZ9GUQVcngSoCnFLgsz1Nm8ulmCSabk','active',0,'zh-CN','2026-11-30T12:19:02.058718+00:00');
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
	at VARCHAR(40) NOT NULL, path VARCHAR(16) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "gate_approvals" VALUES('ed6a50b45c5945b2bef6d37d6a4c29c1','0424fbc9d1f749e895249237b76f8ebd',1,'active','','["acme ltd"]','["email"]',1,'2026-12-30T12:19:18.749163+00:00','4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945','not_secret','none','4b32dcb764c2449db62054b11ee24804','2026-11-30T12:19:19.243665+00:00','');
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
INSERT INTO "gate_approved" VALUES('ed6a50b45c5945b2bef6d37d6a4c29c1',0,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','a5d44361b43143b580d2490f4b0dc7f4','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','review',1);
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
INSERT INTO "gate_audit" VALUES(1,'2026-11-30T12:19:01.723841+00:00','gate','gate','','audit.opened','audit','done','{"chain": "1cf79069127c925d5bc66dee3f181c7b"}','sha256','0000000000000000000000000000000000000000000000000000000000000000','ad99667d61b33fd37c8f9c32f9637843fd0bb226413fbcf10827b36bfbb36d1d');
INSERT INTO "gate_audit" VALUES(2,'2026-11-30T12:19:01.825314+00:00','4430511f2603490084d511e11e60fc9a','handler','127.0.0.1','session.begun','account:4430511f2603490084d511e11e60fc9a','done','{}','sha256','ad99667d61b33fd37c8f9c32f9637843fd0bb226413fbcf10827b36bfbb36d1d','ad5d347bf82934a783bbb3e8b0b9033f3f8a0f0c52b47e4619645f49c3a9e002');
INSERT INTO "gate_audit" VALUES(3,'2026-11-30T12:19:01.879859+00:00','f87a74d234dd42d19ddbdad35e6d26c1','handler','127.0.0.1','session.begun','account:f87a74d234dd42d19ddbdad35e6d26c1','done','{}','sha256','ad5d347bf82934a783bbb3e8b0b9033f3f8a0f0c52b47e4619645f49c3a9e002','a4375d589069260abbf2ecdd606333fc201aa03417115fed355794c69524afe2');
INSERT INTO "gate_audit" VALUES(4,'2026-11-30T12:19:01.916196+00:00','6e10d9cfd78a4f8bbbaef719f1298d71','department','127.0.0.1','session.begun','account:6e10d9cfd78a4f8bbbaef719f1298d71','done','{}','sha256','a4375d589069260abbf2ecdd606333fc201aa03417115fed355794c69524afe2','47e8cff5bfdd3edeb7c2abae04d34b380ecec4518e4150fa5d5c02e345df711b');
INSERT INTO "gate_audit" VALUES(5,'2026-11-30T12:19:01.952197+00:00','ad91a3b0a2a2478c97d7778d86b04319','business','127.0.0.1','session.begun','account:ad91a3b0a2a2478c97d7778d86b04319','done','{}','sha256','47e8cff5bfdd3edeb7c2abae04d34b380ecec4518e4150fa5d5c02e345df711b','4d8f859bd796138d22eea168218a922411acd60e3e7e489f45433b5fc8dfa2b9');
INSERT INTO "gate_audit" VALUES(6,'2026-11-30T12:19:01.991905+00:00','4b32dcb764c2449db62054b11ee24804','office','127.0.0.1','session.begun','account:4b32dcb764c2449db62054b11ee24804','done','{}','sha256','4d8f859bd796138d22eea168218a922411acd60e3e7e489f45433b5fc8dfa2b9','dbd25b406435b82a1fb2a61f0f0412839678bb2b39c950b681d410b058c47a4f');
INSERT INTO "gate_audit" VALUES(7,'2026-11-30T12:19:02.036402+00:00','571e7358966543b4bb28c22ad74e16bf','office','127.0.0.1','session.begun','account:571e7358966543b4bb28c22ad74e16bf','done','{}','sha256','dbd25b406435b82a1fb2a61f0f0412839678bb2b39c950b681d410b058c47a4f','1b54d67d6f6785784d5f5f3f735e850561ce0bc502e6b338059592cc5be3908b');
INSERT INTO "gate_audit" VALUES(8,'2026-11-30T12:19:02.076003+00:00','3da5659855da401ba2bd09ac009ecf14','leader','127.0.0.1','session.begun','account:3da5659855da401ba2bd09ac009ecf14','done','{}','sha256','1b54d67d6f6785784d5f5f3f735e850561ce0bc502e6b338059592cc5be3908b','f3176a99fa92dd92d94e2a957a2a03bd2549fb3368543a86c817700b28c52841');
INSERT INTO "gate_audit" VALUES(9,'2026-11-30T12:19:14.022407+00:00','gate','gate','','scan.decided','scan:bc6c994b1c224d55bd601b94e79302d9','pass','{"action": "release", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "4430511f2603490084d511e11e60fc9a", "rules": [], "sha256": "1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e", "size": 72, "stopped": "none", "would": "pass"}','sha256','f3176a99fa92dd92d94e2a957a2a03bd2549fb3368543a86c817700b28c52841','579b53da6a9e790ac8cfa9097faaa5d4e26ed75c1c3a9156e6117af8857f2c90');
INSERT INTO "gate_audit" VALUES(10,'2026-11-30T12:19:17.388612+00:00','gate','gate','','scan.decided','scan:a5d44361b43143b580d2490f4b0dc7f4','review','{"action": "review", "complete": true, "door": "http", "held": false, "mode": "enforce", "owner": "4430511f2603490084d511e11e60fc9a", "rules": ["surveying/2020-18", "surveying/undetermined"], "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b", "size": 106, "stopped": "none", "would": "review"}','sha256','579b53da6a9e790ac8cfa9097faaa5d4e26ed75c1c3a9156e6117af8857f2c90','0f071af75f29ba865d4eeb45136afd202552e5809b147293c970ba709c8c4865');
INSERT INTO "gate_audit" VALUES(11,'2026-11-30T12:19:18.113028+00:00','gate','gate','','scan.stopped','scan:f0c6825a22b64683a4aa829825a15b16','stop','{"action": "escalate", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "4430511f2603490084d511e11e60fc9a", "rules": ["mark/state-secret"], "sha256": "08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7", "size": 42, "stopped": "secret", "would": "stop"}','sha256','0f071af75f29ba865d4eeb45136afd202552e5809b147293c970ba709c8c4865','663d4dfa0f93198964be98ce6c4a05ecaff0ec20a99091d8ed2dd600b4b19cdd');
INSERT INTO "gate_audit" VALUES(12,'2026-11-30T12:19:18.667452+00:00','gate','gate','','scan.decided','scan:f076aed443254a648474f7b7a834b1ee','incomplete','{"action": "review", "complete": false, "door": "http", "held": false, "mode": "enforce", "owner": "4430511f2603490084d511e11e60fc9a", "rules": [], "sha256": "d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66", "size": 300, "stopped": "none", "would": "incomplete"}','sha256','663d4dfa0f93198964be98ce6c4a05ecaff0ec20a99091d8ed2dd600b4b19cdd','427f147ab4356cc16bde379ba1a1e08804deff05c689b49d1d51e104320d7fab');
INSERT INTO "gate_audit" VALUES(13,'2026-11-30T12:19:18.789354+00:00','4430511f2603490084d511e11e60fc9a','handler','127.0.0.1','case.correct','case:0424fbc9d1f749e895249237b76f8ebd','done','{"after": "draft", "before": "draft", "for": "", "number": "2026-000001", "reason": false, "revision": 1, "role": "handler", "to": ""}','sha256','427f147ab4356cc16bde379ba1a1e08804deff05c689b49d1d51e104320d7fab','ca4c411c954b8a023cf4ec9a14f02bd692100d2a3ed47bf4b63dbae3e649d5fb');
INSERT INTO "gate_audit" VALUES(14,'2026-11-30T12:19:18.889416+00:00','4430511f2603490084d511e11e60fc9a','handler','127.0.0.1','case.submit','case:0424fbc9d1f749e895249237b76f8ebd','done','{"after": "department", "before": "draft", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "handler", "to": ""}','sha256','ca4c411c954b8a023cf4ec9a14f02bd692100d2a3ed47bf4b63dbae3e649d5fb','88dc5af869156e0d5ef0dd047e4d5d644945c451fe75566b0aa3e62868132cb4');
INSERT INTO "gate_audit" VALUES(15,'2026-11-30T12:19:19.107906+00:00','6e10d9cfd78a4f8bbbaef719f1298d71','department','127.0.0.1','case.agree','case:0424fbc9d1f749e895249237b76f8ebd','done','{"after": "office", "before": "department", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "department", "to": ""}','sha256','88dc5af869156e0d5ef0dd047e4d5d644945c451fe75566b0aa3e62868132cb4','8ef1ca3fe0b311c3a018b5e79ecbd460ec0702d990d1d7c469b7bc2cc9138c21');
INSERT INTO "gate_audit" VALUES(16,'2026-11-30T12:19:19.225643+00:00','4b32dcb764c2449db62054b11ee24804','office','127.0.0.1','case.agree','case:0424fbc9d1f749e895249237b76f8ebd','done','{"after": "approved", "before": "office", "for": "", "number": "2026-000001", "reason": true, "revision": 1, "role": "office", "to": ""}','sha256','8ef1ca3fe0b311c3a018b5e79ecbd460ec0702d990d1d7c469b7bc2cc9138c21','76934de7c6fdcc89b724fe572e90431291ad6f85c85561eb8196ea6df9b399bb');
INSERT INTO "gate_audit" VALUES(17,'2026-11-30T12:19:19.245630+00:00','4b32dcb764c2449db62054b11ee24804','office','127.0.0.1','approval.granted','approval:ed6a50b45c5945b2bef6d37d6a4c29c1','done','{"case": "0424fbc9d1f749e895249237b76f8ebd", "channels": ["email"], "copies": 1, "ground": "not_secret", "items": [{"sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "level": "none", "pack_in_force": true, "path": "ladder", "until": "2026-12-30T12:19:18.749163+00:00"}','sha256','76934de7c6fdcc89b724fe572e90431291ad6f85c85561eb8196ea6df9b399bb','500e13e74a5e1eff74d80fd0567e120ffd6c16a4456bf8f10998d3f1d8946e64');
INSERT INTO "gate_audit" VALUES(18,'2026-11-30T12:19:19.371393+00:00','f87a74d234dd42d19ddbdad35e6d26c1','handler','127.0.0.1','release.reserved','release:d7f10a95f0454d59aa6a158373cbba0d','done','{"case": "0424fbc9d1f749e895249237b76f8ebd", "channel": "email", "copies": 1, "door": "http", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}','sha256','500e13e74a5e1eff74d80fd0567e120ffd6c16a4456bf8f10998d3f1d8946e64','ee960fed1383427973b5bac716d95b31d43143d10349c2d2e993a6e1d71c939a');
CREATE TABLE gate_case_scans (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	scan VARCHAR(32) NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY ("case", revision, scan)
);
INSERT INTO "gate_case_scans" VALUES('0424fbc9d1f749e895249237b76f8ebd',1,'a5d44361b43143b580d2490f4b0dc7f4',0);
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
INSERT INTO "gate_cases" VALUES('0424fbc9d1f749e895249237b76f8ebd','2026-000001','4430511f2603490084d511e11e60fc9a','approved',1,4,'["department", "office"]','合作资料','review','secret','','','2026-11-30T12:19:18.747755+00:00','2026-11-30T12:19:19.224975+00:00');
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
INSERT INTO "gate_history" VALUES(1,'0424fbc9d1f749e895249237b76f8ebd',1,'2026-11-30T12:19:18.788370+00:00','4430511f2603490084d511e11e60fc9a','handler','','correct','draft','draft','');
INSERT INTO "gate_history" VALUES(2,'0424fbc9d1f749e895249237b76f8ebd',1,'2026-11-30T12:19:18.888949+00:00','4430511f2603490084d511e11e60fc9a','handler','','submit','draft','department','经审查同意');
INSERT INTO "gate_history" VALUES(3,'0424fbc9d1f749e895249237b76f8ebd',1,'2026-11-30T12:19:19.107383+00:00','6e10d9cfd78a4f8bbbaef719f1298d71','department','','agree','department','office','经审查同意');
INSERT INTO "gate_history" VALUES(4,'0424fbc9d1f749e895249237b76f8ebd',1,'2026-11-30T12:19:19.225219+00:00','4b32dcb764c2449db62054b11ee24804','office','','agree','office','approved','经审查同意');
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
INSERT INTO "gate_releases" VALUES('d7f10a95f0454d59aa6a158373cbba0d','a2856ddad38623206fb231cc0b7d5e7c10e24383fb0f450269b97fc1f77846c2','ed6a50b45c5945b2bef6d37d6a4c29c1',0,'0424fbc9d1f749e895249237b76f8ebd','463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','地形图.txt','["acme ltd"]',1,'email','http','f87a74d234dd42d19ddbdad35e6d26c1','reserved','','2026-11-30T12:19:19.352352+00:00','2026-11-30T12:20:19.352259+00:00','');
CREATE TABLE gate_revisions (
	"case" VARCHAR(32) NOT NULL, 
	revision INTEGER NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	changed TEXT NOT NULL, 
	PRIMARY KEY ("case", revision)
);
INSERT INTO "gate_revisions" VALUES('0424fbc9d1f749e895249237b76f8ebd',1,'4430511f2603490084d511e11e60fc9a','2026-11-30T12:19:18.749196+00:00','{"agreement": "", "channels": ["email"], "copies": 1, "country": "某国", "declarations": {}, "items": [{"action": "review", "kind": "scan", "name": "地形图.txt", "rules": ["surveying/2020-18", "surveying/undetermined"], "scan": "a5d44361b43143b580d2490f4b0dc7f4", "sha256": "463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b"}], "necessity": "", "project": "", "purpose": "联合研究", "recipients": ["ACME Ltd"], "scans": ["a5d44361b43143b580d2490f4b0dc7f4"], "title": "合作资料", "until": "2026-12-30T12:19:18.749163+00:00"}','{}');
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
INSERT INTO "gate_scans" VALUES('bc6c994b1c224d55bd601b94e79302d9','4430511f2603490084d511e11e60fc9a','http','scan','','食堂.txt',72,'1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e','done','pass','pass','release',1,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","action":"release","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"release","clauses":[{"id":"clean","action":"release","why":"未发现需处理的内容。不等于不涉密，提供单位仍负审查责任","basis":"","reason":{"key":"clause.clean","values":{}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"食堂.txt","name":"食堂.txt","sha256":"1172a3170c0c116ec894b3dfd29202d4d7689aa47a52c02d416c1c65529a149e","size":72,"type":"txt","findings":["()",[]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","release"],"clauses":["()",[["Clause",{"id":"clean","action":["Action","release"],"why":["Reason",{"key":"clause.clean","values":["()",[]]}],"basis":""}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:19:02.116024+00:00','2026-11-30T12:19:13.992913+00:00');
INSERT INTO "gate_scans" VALUES('a5d44361b43143b580d2490f4b0dc7f4','4430511f2603490084d511e11e60fc9a','http','scan','','地形图.txt',106,'463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b','done','review','review','review',1,'enforce','','secret','["surveying/2020-18", "surveying/undetermined"]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","action":"review","complete":true,"partial":false,"coverage":{"parts":2,"read":2,"inert":0,"gaps":[]},"hidden":[],"findings":[{"rule":"surveying/2020-18","kind":"item","domain":"surveying","level":"secret","title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres","basis":{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"},"bases":[{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":"A"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","context_at":2,"visible":true,"ocr":null,"also":[],"confidence":"high","state":null,"because":["词语 ███","map_scale ████ < 5000","area ██.█ > 25 km²","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words","values":{"words":{"list":[{"quote":"███","unit":""}]}}},{"key":"item.datum","values":{"kind":{"word":"map_scale"},"tests":{"key":"item.test","values":{"figure":{"quote":"████","unit":""},"limit":{"threshold":"< 5000","unit":""}}}}},{"key":"item.datum","values":{"kind":{"word":"area"},"tests":{"key":"item.test","values":{"figure":{"quote":"██.█","unit":""},"limit":{"threshold":"> 25","unit":"km²"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","ask_en":"Has it been published, or is the contiguous area really no larger than 25 square kilometres?","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"process","techniques":["coarsen_scale"],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。","approver_en":"provincial natural resources authority","note_en":"Crop to within 25 contiguous square kilometres; several batches for one recipient count together (Law on Guarding State Secrets, art. 36)."},"fingerprint":"os1:ee0a51964c995c06"},{"rule":"surveying/undetermined","kind":"item","domain":"surveying","level":"sensitive","title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","title_en":"Survey results kept back or going abroad that match no single item","basis":{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},"bases":[{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":"A"},{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":"B"}],"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","context_at":0,"visible":true,"ocr":null,"also":[],"confidence":"medium","state":null,"because":["词语 ██、███（至少 2 个）","handover ██","另见：提到境外一方","另见：写明正交往境外或对方"],"reasons":[{"key":"item.words_needed","values":{"words":{"list":[{"quote":"██","unit":""},{"quote":"███","unit":""}]},"n":{"count":2}}},{"key":"item.datum","values":{"kind":{"word":"handover"},"tests":{"quote":"██","unit":""}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"提到境外一方","en":"a party abroad is named"}}}}},{"key":"item.beside","values":{"what":{"key":"item.sign","values":{"what":{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}}}}}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","ask_en":"Has it been published, or has the authority found that it is not classified?","dismissed":null,"declared":null,"baselined":null,"set_aside":null,"advice":{"action":"review","techniques":["reduce_precision","redact"],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。","approver_en":"surveying authority at provincial level or above","note_en":"New results without a level are kept as classified; provide them after the authority has decided."},"fingerprint":"os1:909433ac5841e38f"}],"risk":{"score":0.739,"raised":true,"domain":"surveying","because":[{"where":{"member":["地形图.txt"],"part":"body","spot":"第1行","steps":[{"kind":"line","number":1}]},"quote":"███:███████████████，████████.█████，██████。","features":["数字密集","用语“███”","用语“███”","用语“██████”"],"reasons":[{"key":"risk.look","values":{"look":{"word":"数字密集"}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"███","unit":""}}},{"key":"risk.phrase","values":{"phrase":{"quote":"██████","unit":""}}}]}]},"verdict":{"action":"review","clauses":[{"id":"item.review","action":"review","why":"疑似敏感事项，须由人复核（1 处）","basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"},"n":{"count":1}}}},{"id":"item.undetermined","action":"review","why":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断（1 处）","basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"},"n":{"count":1}}}},{"id":"risk.raised","action":"review","why":"没有规则命中，但整体内容与敏感材料相近，须由人复核","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.row","values":{"why":{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}}}},{"id":"item.processable","action":"process","why":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定（1 处）","basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条","reason":{"key":"clause.counted","values":{"why":{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"地形图.txt","name":"地形图.txt","sha256":"463561127ac1cdb8058ed7298a55bc55a1caa96752171c44a829f36f45e5bf6b","size":106,"type":"txt","findings":["()",[["Finding",{"rule":"surveying/2020-18","kind":["Kind","item"],"domain":"surveying","level":["Level","secret"],"title":"军事禁区以外连续覆盖范围超过25平方千米的大于1:5千国家基本比例尺地形图及其全要素数字化成果","basis":["()",[["Basis",{"cite":"自然资发〔2020〕95号 测绘地理信息管理工作国家秘密范围的规定","item":"18","certainty":["Certainty","A"]}]]],"matches":["()",[["Match",{"rule":"quantity/map_scale","kind":["Kind","quantity"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"segment":1,"spans":["()",[["Span",[2,34]]]],"quote":"█:███████████████，████████.█████","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words","values":["()",[["()",["words",["()",[["Quote",{"text":"███","unit":""}]]]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"map_scale"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"████","unit":""}]]],["()",["limit",["Threshold",{"text":"< 5000","unit":""}]]]]]}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"area"}]]],["()",["tests",["Reason",{"key":"item.test","values":["()",[["()",["figure",["Quote",{"text":"██.█","unit":""}]]],["()",["limit",["Threshold",{"text":"> 25","unit":"km²"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","high"],"advice":["Advice",{"action":["Action","process"],"techniques":["()",["coarsen_scale"]],"approver":"省级自然资源主管部门","note":"裁剪到连续25平方千米以内；同一接收方的多批资料合并计算（保密法第三十六条）。","approver_en":"provincial natural resources authority","note_en":"Crop to within 25 contiguous square kilometres; several batches for one recipient count together (Law on Guarding State Secrets, art. 36)."}],"ask":"是否已公开出版，或连续覆盖范围实际不超过25平方千米？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Topographic maps larger than 1:5000 of more than 25 contiguous square kilometres","ask_en":"Has it been published, or is the contiguous area really no larger than 25 square kilometres?"}],["Finding",{"rule":"surveying/undetermined","kind":["Kind","item"],"domain":"surveying","level":["Level","sensitive"],"title":"不公开或拟提供给境外的测绘地理信息成果（未能对上具体条目，先按涉密对待）","basis":["()",[["Basis",{"cite":"中华人民共和国测绘成果管理条例（国务院令第469号）","item":"第十六条、第十八条","certainty":["Certainty","A"]}],["Basis",{"cite":"对外提供涉密测绘成果管理办法（自然资源部，2024年）","item":"","certainty":["Certainty","B"]}]]],"matches":["()",[["Match",{"rule":"term/9672","kind":["Kind","term"],"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"segment":1,"spans":["()",[["Span",[0,37]]]],"quote":"███:███████████████，████████.█████，██","context":"███:███████████████，████████.█████，██████。","level":["Level","none"],"facts":["{}",{}],"visible":true,"ocr":null}]]],"because":["()",[["Reason",{"key":"item.words_needed","values":["()",[["()",["words",["()",[["Quote",{"text":"██","unit":""}],["Quote",{"text":"███","unit":""}]]]]],["()",["n",["Count",{"number":2}]]]]]}],["Reason",{"key":"item.datum","values":["()",[["()",["kind",["Word",{"name":"handover"}]]],["()",["tests",["Quote",{"text":"██","unit":""}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"提到境外一方","en":"a party abroad is named"}]]]]]}]]]]]}],["Reason",{"key":"item.beside","values":["()",[["()",["what",["Reason",{"key":"item.sign","values":["()",[["()",["what",["Ours",{"zh":"写明正交往境外或对方","en":"said to go abroad or to the other side"}]]]]]}]]]]]}]]],"confidence":["Confidence","medium"],"advice":["Advice",{"action":["Action","review"],"techniques":["()",["reduce_precision","redact"]],"approver":"省级以上测绘地理信息主管部门","note":"未定密的新测成果先按涉密保管；由主管部门认定后再提供。","approver_en":"surveying authority at provincial level or above","note_en":"New results without a level are kept as classified; provide them after the authority has decided."}],"ask":"该成果是否已公开出版，或已由主管部门认定不涉密？","state":"","dismissed":null,"declared":null,"baselined":null,"title_en":"Survey results kept back or going abroad that match no single item","ask_en":"Has it been published, or has the authority found that it is not classified?"}]]],"gaps":["()",[]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":2,"inert":0}],"risk":["Risk",{"score":0.739,"domain":"surveying","raised":true,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[["RiskReason",{"where":["Where",{"member":["()",["地形图.txt"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[["()",["line",1,"",0]]]]}],"around":["Spot",{"steps":["()",[]]}]}],"quote":"███:███████████████，████████.█████，██████。","features":["()",[["Reason",{"key":"risk.look","values":["()",[["()",["look",["Word",{"name":"数字密集"}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"███","unit":""}]]]]]}],["Reason",{"key":"risk.phrase","values":["()",[["()",["phrase",["Quote",{"text":"██████","unit":""}]]]]]}]]]}]]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"item.review","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感事项，须由人复核","en":"suspected sensitive matter; a person must review it"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条；《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第五条"}],["Clause",{"id":"item.undetermined","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似敏感（待定密）事项。没有可直接对照的公开目录，须由定密责任人判断","en":"suspected sensitive matter (to be graded). No public catalogue names it; an authorised person must judge"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保密事项范围制定、修订和使用办法》（国家保密局令2017年第1号）第四条"}],["Clause",{"id":"risk.raised","action":["Action","review"],"why":["Reason",{"key":"clause.row","values":["()",[["()",["why",["Ours",{"zh":"没有规则命中，但整体内容与敏感材料相近，须由人复核","en":"no rule spoke, but the whole is near to sensitive material; a person must review it"}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}],["Clause",{"id":"item.processable","action":["Action","process"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"疑似属于保密事项范围所列事项。可先作技术处理，处理后须重新检查；来源属国家秘密的，须由主管部门处理或认定","en":"suspected matter of a catalogue. Process it first and scan again; what comes from a state secret is processed or certified by the competent authority"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《对外经济合作提供资料保密暂行规定》（国保〔1993〕28号）第四条"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:19:14.136069+00:00','2026-11-30T12:19:17.387683+00:00');
INSERT INTO "gate_scans" VALUES('f0c6825a22b64683a4aa829825a15b16','4430511f2603490084d511e11e60fc9a','http','scan','','',42,'08ddf128b1e53b720689a4d7aa54c236279b71f5ea4a000feef829fd9fbbf5c7','done','stop','stop','escalate',0,'enforce','secret','secret','["mark/state-secret"]','[]','','[]','{}','','','','','','','','2026-11-30T12:19:17.442188+00:00','2026-11-30T12:19:18.111823+00:00');
INSERT INTO "gate_scans" VALUES('f076aed443254a648474f7b7a834b1ee','4430511f2603490084d511e11e60fc9a','http','scan','','空.bin',300,'d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66','done','incomplete','incomplete','review',0,'enforce','','none','[]','[]','','[]','{"hold": false, "notify": false}','{"schema":"outscan.file/1","path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","action":"review","complete":false,"partial":false,"coverage":{"parts":2,"read":1,"inert":0,"gaps":[{"where":{"member":["空.bin"],"part":"body","spot":""},"reason":"unreadable","detail":"empty"}]},"hidden":[],"findings":[],"risk":{"score":0.0,"raised":false,"domain":null,"because":[]},"verdict":{"action":"review","clauses":[{"id":"gap.unread","action":"review","why":"有内容未能检查，不能据此放行（1 处）","basis":"《保守国家秘密法》第三十五条（先审查、后提供）","reason":{"key":"clause.counted","values":{"why":{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"},"n":{"count":1}}}}]},"declarations":[],"recipient":"","made_with":{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}}','["Report",{"path":"空.bin","name":"空.bin","sha256":"d13d4a8b3b8add19b5970157f09d00c12cbda4fed4d74d8493156523f7069b66","size":300,"type":"empty","findings":["()",[]],"gaps":["()",[["Gap",{"where":["Where",{"member":["()",["空.bin"]],"part":["Part","body"],"spot":["Spot",{"steps":["()",[]]}],"around":["Spot",{"steps":["()",[]]}]}],"reason":["GapReason","unreadable"],"detail":"empty","page":null}]]],"hidden":["()",[]],"coverage":["Coverage",{"parts":2,"read":1,"inert":0}],"risk":["Risk",{"score":0.0,"domain":null,"raised":false,"model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","because":["()",[]]}],"verdict":["Verdict",{"action":["Action","review"],"clauses":["()",[["Clause",{"id":"gap.unread","action":["Action","review"],"why":["Reason",{"key":"clause.counted","values":["()",[["()",["why",["Ours",{"zh":"有内容未能检查，不能据此放行","en":"something could not be checked, so nothing can be released on this"}]]],["()",["n",["Count",{"number":1}]]]]]}],"basis":"《保守国家秘密法》第三十五条（先审查、后提供）"}]]]}],"made_with":["Makings",{"outscan":"0.1.0","rules":"sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595","policy":"sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879","model":"sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46","options":"sha256:3dc55a28b1d78d16eb7aac803e9c9fd1d1f0e9bc12740e625c775308d7e9a1f8","as_of":"2026-11-30","ocr":null}],"declarations":["()",[]],"recipient":"","partial":false,"facts":["()",[]]}]','','sha256:fcdcdda478d90d850be6334988e34a45db8f4fb3d5697f9350d43fd5bd447595+sha256:f070ee580717b6da15417bb4ef8617ca5f235d52ec1d7f2baf6933032f27b879+sha256:5a00be3a583dc32fd7d3c52112243422cfe5370c6d6da842badb637a85425c46','','','','2026-11-30T12:19:18.206981+00:00','2026-11-30T12:19:18.666596+00:00');
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
INSERT INTO "gate_sessions" VALUES('a5167f0da000346635b38cdccd308daab407762dd0153eb904fd5c1d39db634b','4430511f2603490084d511e11e60fc9a','b9de2c04a4b7240aaaf363c70dcbb0d5','2026-11-30T12:19:01.822694+00:00','2026-11-30T12:19:01.822694+00:00','2026-11-30T20:19:01.822783+00:00','2026-11-30T12:19:01.822694+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('bcb9b5d758bbefb0d58e107c04111f4191c509fc49d7830e7bead4e0d1581ef6','f87a74d234dd42d19ddbdad35e6d26c1','779e6e1dd67b9451f87afab39227f316','2026-11-30T12:19:01.878625+00:00','2026-11-30T12:19:01.878625+00:00','2026-11-30T20:19:01.878704+00:00','2026-11-30T12:19:01.878625+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('dcc518051df82e9fc8bf1e2458e6fab0aa2210ac5ea007f032a46e7b4e416670','6e10d9cfd78a4f8bbbaef719f1298d71','e194dd68bd612c886f85d4c28cb21faa','2026-11-30T12:19:01.914984+00:00','2026-11-30T12:19:01.914984+00:00','2026-11-30T20:19:01.915059+00:00','2026-11-30T12:19:01.914984+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('61ba4d1e83a09a4da4286f0fcc8ba264985bd07e9a23ca6420753554c60969d9','ad91a3b0a2a2478c97d7778d86b04319','d0cfd2ff4ba341b10c04b6eb8e7c1022','2026-11-30T12:19:01.951148+00:00','2026-11-30T12:19:01.951148+00:00','2026-11-30T20:19:01.951209+00:00','2026-11-30T12:19:01.951148+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('0de7ac2a56172f4a19dd3887ce8c2c16209ffec38c66bd883b2cab5251daf57f','4b32dcb764c2449db62054b11ee24804','482d8866674a10b255d843a879a1650e','2026-11-30T12:19:01.990729+00:00','2026-11-30T12:19:01.990729+00:00','2026-11-30T20:19:01.990803+00:00','2026-11-30T12:19:01.990729+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('3f730a87ecbbc95aef803318f64fe625f85cab2466d2d5b880330d424b64e916','571e7358966543b4bb28c22ad74e16bf','67ba38ca9e8d6fdc8b1b6a1e44775870','2026-11-30T12:19:02.026721+00:00','2026-11-30T12:19:02.026721+00:00','2026-11-30T20:19:02.026793+00:00','2026-11-30T12:19:02.026721+00:00','127.0.0.1');
INSERT INTO "gate_sessions" VALUES('4ca6d6162e71aab044574b4e52a81fd573f0abded620b1225283ba25725fd88a','3da5659855da401ba2bd09ac009ecf14','4da8a75966979a18eb79634fd055fd7b','2026-11-30T12:19:02.074658+00:00','2026-11-30T12:19:02.074658+00:00','2026-11-30T20:19:02.074735+00:00','2026-11-30T12:19:02.074658+00:00','127.0.0.1');
CREATE TABLE gate_settings (
	"key" VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "gate_settings" VALUES('vault:a41559f41c41c035','fd08852bf33fcb80');
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
INSERT INTO "gate_touched" VALUES('0424fbc9d1f749e895249237b76f8ebd','4430511f2603490084d511e11e60fc9a','uploaded','2026-11-30T12:19:18.786394+00:00');
INSERT INTO "gate_touched" VALUES('0424fbc9d1f749e895249237b76f8ebd','4430511f2603490084d511e11e60fc9a','drafted','2026-11-30T12:19:18.787639+00:00');
INSERT INTO "gate_touched" VALUES('0424fbc9d1f749e895249237b76f8ebd','4430511f2603490084d511e11e60fc9a','submitted','2026-11-30T12:19:18.888235+00:00');
CREATE TABLE gate_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT gate_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "gate_version" VALUES('0002');
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
