// Sentences that address a reviewer or a model, instead of the people who read the code.

export interface Order {
  readonly what: string;
}

/** What a sentence is in: a comment or a document is read as prose; hidden text is seen by models only. */
export interface Surroundings {
  readonly isProse: boolean;
  readonly isHidden: boolean;
  /** Files that give agents their orders by design. */
  readonly isForAgents: boolean;
}

const model =
  '(?:(?:(?:ai|a\\.i\\.|llm|gpt|automated|automatic|machine|autonomous)[ -](?:powered |based |driven |code |pr |pull request |security |coding )?(?:reviewers?|agents?|assistants?|models?|bots?|tools?|systems?|scanners?|judges?|graders?|evaluators?|guardians?|review))|(?:review|reviewing|code review|coding) (?:bots?|agents?|models?|assistants?|ai)|language models?|llms?|chat ?gpt|gpt-?[345]\\w*|claude(?: code)?|copilot|codex|gemini|coderabbit|devin|qodo)';

const judged =
  '(?:this|the|these|all|my|our|any|following)\\s+(?:entire |whole |following )?(?:pull request|pr|mr|merge request|change ?sets?|changes?|diffs?|patch|commits?|submission|code|files?|review|request|implementation)';

/** What nobody but an attacker asks of a reviewer. */
const wishes = [
  `(?<!not |n't |never |to |can |may |could |who |that |will |would |and then |must |should |reviewers? )(?:always |just |simply |immediately |automatically |please )*(?:approve|accept|merge|pass|lgtm|rubber[- ]stamp|whitelist|greenlight)\\s+(?:${judged}|it\\b|this\\b|without|immediately|everything|unconditionally)`,
  `(?:must|should|have to|are required to|are instructed to|please|shall) (?:always |just |simply |immediately |automatically |unconditionally )*(?:approve|accept|pass|merge)(?:\\s+(?:${judged}|it\\b|this\\b|without|everything|unconditionally|immediately)|\\s*[.!,;]|\\s*$)`,
  "(?:do not|don't|never|avoid|refrain from|stop|without) (?:ever )?(?:flag|report|mention|comment on|raise|review|reject|block|analy[sz]e|scan|inspect|criticize|complain|flagging|reporting|mentioning|raising|reviewing|rejecting|commenting on)(?:ing)? (?:on |about )?(?:any |this|the(?!se rules)|it\\b|issues?|findings?|problems?|concerns?|vulnerab|security|anything|that)",
  '(?:skip|omit|bypass|disable|suppress|turn off|forgo|ignore) (?:the |all |any |your |this |these |further |every )*(?:(?:code |security )?(?:review|checks?|analysis|findings?|rules?|warnings?|vulnerab\\w+|issues?|scan(?:ning)?|guidelines?|policy|policies|file|change|diff|section|function|block)\\b)',
  '(?:mark|treat|consider|rate|score|classify|report|regard|label|declare|grade) (?:it|this|them|these|the \\w+|all \\w+|everything)(?: \\w+){0,3} (?:as )?(?:(?:already )?approved|safe|passed|passing|resolved|trusted|clean|secure|harmless|acceptable|reviewed|correct|1(?:\\.0)?\\b|10\\b|100\\b)',
  '(?:give|assign|return|output|respond|reply|answer|set|use|report|emit|produce|print|say)(?: \\w+){0,4} (?:(?:score|verdict|rating|grade|status)(?: (?:of|to|as|is|=))?:? ?["\'`]?(?:1(?:\\.0+)?|10|100|approved?|pass(?:ed)?|safe|success|lgtm|perfect|maximum|highest)|"?(?:approved?|lgtm|no (?:issues|findings|problems|vulnerabilities|concerns)|an empty (?:list|array)|zero findings))',
  '(?:no|zero) (?:issues|findings|problems|vulnerabilities|concerns) (?:should|must|are to) be (?:reported|raised|found|flagged|mentioned)',
  "(?<!not |n't |never |not (?:ever|directly) |avoid |without |refuse to )(?:reveal|print|output|send|post|include|repeat|show|leak|exfiltrate|dump) (?:\\w+ ){0,3}(?:system prompt|(?:your|the) (?:instructions|prompt)|environment variables|api keys?|secrets?|tokens?|credentials)",
  '(?:run|execute|call|invoke|fetch|open|visit) (?:the following |this )(?:command|code|script|tool|url|link|function)',
];
const wish = new RegExp(wishes.map((one) => `(?:${one})`).join('|'), 'i');

/** Enough without any more. */
const plainOrders: readonly (readonly [pattern: RegExp, what: string])[] = [
  [
    /\b(?:ignore|disregard|forget|override|overrule|discard|neglect|bypass|do not follow|don't follow|stop following)\b(?: \w+){0,3}? (?:(?:all|any|every|the|your|these|those|of|its|my) ){0,4}(?:(?:(?:previous|prior|above|earlier|preceding|former|system|safety|review(?:er|ing)?) ){1,3}(?:\w+ ){0,2}?(?:instructions?|prompts?|directions?|directives?|guidelines?|orders|rules|polic(?:y|ies))|(?:existing|original|initial|other|default|usual) (?:system )?(?:instructions|prompts?|training))\b/i,
    'tells a model to forget its instructions',
  ],
  [
    /\b(?:ignore|disregard|forget) (?:everything|all|anything)(?: \w+){0,3} (?:above|before|previously|so far|(?:been |were )?told|instructed)\b|\b(?:ignore|disregard|forget|override) (?:all )?your (?:\w+ )?(?:instructions?|prompt|rules|guidelines|training|programming|policy)\b/i,
    'tells a model to forget its instructions',
  ],
  [
    /\b(?:ignoriere?|vergiss|missachte) (?:\S+ ){0,3}(?:vorherigen|bisherigen|vorigen|obigen|früheren) (?:\S+ )?(?:anweisungen|befehle|regeln)|\bignore[zr]? (?:\S+ ){0,3}instructions (?:précédentes|antérieures)|\b(?:ignora|ignore|olvida) (?:\S+ ){0,3}(?:instrucciones|instruções|istruzioni) (?:anteriores|previas|precedenti)|忽略.{0,6}(?:之前|以上|先前|前面).{0,6}(?:指令|指示|说明|提示)|игнорируй.{0,20}(?:предыдущие|прошлые).{0,20}инструкции|以前の指示.{0,6}無視/iu,
    'tells a model to forget its instructions',
  ],
  [
    /\byour (?:new|real|actual|true|updated) (?:instructions?|task|goal|role|prompt|objective)s? (?:is|are|:)/i,
    'gives a model new instructions',
  ],
  [
    /\b(?:new|updated|additional|revised|special|hidden|secret) (?:system )?(?:instructions?|prompt|directives?|orders) (?:for|to) (?:the |all |any )?(?:ai|model|assistant|reviewer|agent|llm|bot)s?\b/i,
    'gives a model new instructions',
  ],
  [
    /\bsystem (?:override|prompt override|instruction override)\b|\b(?:end|begin|start) (?:of )?(?:the )?system (?:prompt|message|instructions?)\b|\bprompt injection successful\b/i,
    'pretends to be the system',
  ],
  [
    /\byou are (?:now|no longer|not) (?:an? )?(?:\w+ )?(?:ai|assistant|model|chatgpt|claude|reviewer|in (?:developer|admin|debug|god) mode|dan\b|unrestricted|jailbroken)/i,
    'gives a model another role',
  ],
  [
    /\b(?:already |pre-?)\s?(?:been )?(?:reviewed|approved|audited|vetted|cleared)\b.{0,80}\b(?:no (?:further|additional|more|need)|skip|without|do not|don't|needn't|need not)\b.{0,40}\b(?:review|check|analysis|approval|inspection|flag)/i,
    'claims that no review is needed',
  ],
];

/** Marks of conversations with models: in prose they can only be for them. */
const turns =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|begin_of_text|start_header_id|eot_id)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|system_prompt|system-reminder|instructions?_override)>|^\W{0,10}(?:SYSTEM|ASSISTANT|DEVELOPER)\s*(?:MESSAGE|PROMPT|NOTE)?\s*:\s*\S/;

const addressed = new RegExp(
  `(?:^|[^\\w])(?:${model})\\b|\\b(?:dear|attention|hey|hello|hi|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|notice (?:to|for)|important for|@)\\s*(?:the |all |any |every )?(?:\\w+ )?(?:reviewers?|agents?|assistants?|models?|bots?)\\b|\\b(?:reviewers?|assistant|agent)\\s*[:,]|^[^\\w\`]*(?:dear |hey |hello |to )?(?:the )?(?:guardian|chimera|cursor)\\s*[:,]|\\bas an? (?:\\w+ )?(?:reviewer|ai|assistant|agent|language model)\\b|\\b(?:if|when|while|since|because|as) you(?:'re| are)? (?:an? |the )?(?:\\w+ )?(?:reviewer|ai|assistant|agent|reviewing|language model|llm|bot|summari[sz]ing|analy[sz]ing|evaluating|automated)\\b|\\byou are (?:an? |the )?(?:\\w+ )?(?:reviewer|code review|llm|language model)`,
  'i',
);
const judgedByName =
  /\b(?:approve|lgtm|merge|accept)\s+(?:this|the)\s+(?:pull request|pr|mr|merge request|diff|patch)\b/i;
const unguarded =
  /\bwithout (?:further |any |additional )?(?:review|comments?|questions?|checks?|changes?)|\bimmediately\b|\bunconditionally\b|\bno matter\b|\bregardless\b|\bplease\b|\bmust\b|\bignore\b|^\W*(?:approve|lgtm)/i;

/** Text about attacks, where an example is quoted. */
const discusses =
  /\b(?:prompt[- ]injections?|injections?|injected|attack(?:s|ers?)?|malicious|jailbreaks?|adversar\w+|e\.g\.|for example|for instance|such as|phrases? like|like)\b[^"'`“‘]{0,80}["'`“‘]/i;

/** What in `text` is an order to a reviewer or a model; `null` when nothing is. `text` is at most some lines long. */
export function orderIn(text: string, { isProse, isHidden, isForAgents }: Surroundings): Order | null {
  if (
    isProse &&
    !isHidden &&
    discusses.test(text) &&
    !wish.test(text.replaceAll(/["'`“”‘’][^"'`“”‘’]{0,300}["'`“”‘’]/g, ''))
  )
    return null;
  const plain = plainOrders.find(([pattern]) => pattern.test(text));
  if (plain !== undefined) return { what: plain[1] };
  if (isProse && turns.test(text)) return { what: 'imitates a conversation with a model' };
  if (isForAgents && !isHidden) return null;
  const wished = wish.test(text);
  if (wished && addressed.test(text)) return { what: 'gives orders to a reviewer or a model' };
  if (isProse && judgedByName.test(text) && unguarded.test(text) && wished) return { what: 'asks for an approval' };
  if (
    isHidden &&
    (wished || (addressed.test(text) && /\b(?:must|should|please|always|never|do not|don't|you)\b/i.test(text)))
  ) {
    return { what: 'gives orders where only a model sees them' };
  }
  return null;
}
